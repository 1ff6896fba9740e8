package dev.stationmaster.station;

/** How the operator wants this station's next BootNotification answered. */
public enum BootPolicy {
    ACCEPTED,
    /** Held in the set-up phase until it is released, by hand or by its set-up tasks. */
    PENDING,
    REJECTED
}
