package dev.stationmaster.station;

/** What the last BootNotification was answered with. It outlives sockets and restarts (OCPP 1.6J §5.4; 2.0.1 part 4 §5.3). */
public enum Registration {
    /** No BootNotification was ever answered. */
    NONE,
    PENDING,
    REJECTED,
    ACCEPTED
}
