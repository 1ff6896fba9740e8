package dev.stationmaster.protocol;

import dev.stationmaster.station.BootAnswer;

/** The registration status in the words that all versions share. */
public final class RegistrationWords {
    private RegistrationWords() {}

    public static String status(BootAnswer answer) {
        return switch (answer.status()) {
            case ACCEPTED -> "Accepted";
            case PENDING -> "Pending";
            case REJECTED -> "Rejected";
            case NONE -> throw new IllegalStateException("a BootNotification is always answered");
        };
    }
}
