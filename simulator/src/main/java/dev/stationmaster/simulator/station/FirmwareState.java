package dev.stationmaster.simulator.station;

/** The firmware that runs. */
final class FirmwareState {
    String version;

    FirmwareState(String version) {
        this.version = version;
    }
}
