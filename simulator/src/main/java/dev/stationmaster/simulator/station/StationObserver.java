package dev.stationmaster.simulator.station;

/** Hears what happens to a station, in words, on the station's event loop. */
@FunctionalInterface
public interface StationObserver {
    /** Hears nothing. */
    StationObserver NOBODY = (station, event) -> {};

    /** One event, such as {@code connected ocpp2.0.1}. */
    void event(String station, String event);
}
