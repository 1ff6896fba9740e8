package dev.stationmaster.station;

/** What stations are told to wait, in seconds; read anew for every answer. */
public interface BootIntervals {
    int heartbeatSeconds(StationId station);

    /** Before the next BootNotification of a station that was not accepted. */
    int retrySeconds();
}
