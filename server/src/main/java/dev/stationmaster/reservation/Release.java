package dev.stationmaster.reservation;

/** How a station says that a reservation is over (OCPP 2.x part 2, ReservationStatusUpdate). */
public enum Release {
    EXPIRED,
    /** Something broke, or was taken out of service. */
    REMOVED,
    /** The token was shown, and nothing plugged in; since 2.1. */
    NEVER_USED
}
