package dev.stationmaster.vendor;

import org.jspecify.annotations.Nullable;

/**
 * What a station is answered.
 *
 * @param data JSON; to a 1.6 station a JSON string goes as its text, anything else as it is written
 */
public record VendorAnswer(Status status, @Nullable String data) {
    /** In the words of the standard (1.6 §7.13; 2.x P02). */
    public enum Status {
        ACCEPTED("Accepted"),
        REJECTED("Rejected"),
        UNKNOWN_MESSAGE("UnknownMessageId"),
        UNKNOWN_VENDOR("UnknownVendorId");

        private final String word;

        Status(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }

    public static VendorAnswer of(Status status) {
        return new VendorAnswer(status, null);
    }
}
