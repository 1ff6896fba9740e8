package dev.stationmaster.simulator.station;

/** Why a station boots, in the words of 2.x. */
enum BootReason {
    PowerUp,
    RemoteReset,
    ScheduledReset,
    FirmwareUpdate,
    Triggered
}
