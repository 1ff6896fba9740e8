package dev.stationmaster.certificate;

import dev.stationmaster.station.StationId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A station's request for a certificate, from its arrival to the station's answer to what we signed.
 *
 * @param requestId the station's own number (2.1), to be echoed; null when it gave none
 * @param csr as it came
 * @param subject as the request names it; empty when it could not be read
 * @param reason why it is where it is, in words
 * @param certificateId of what was issued
 * @param nextTryAt when the next step is due
 * @param decidedBy who approved or refused it; null while it is automatic
 */
record SigningRequest(
        UUID id,
        StationId station,
        String certificateType,
        @Nullable Integer requestId,
        String csr,
        String subject,
        State state,
        @Nullable String reason,
        @Nullable UUID certificateId,
        int attempts,
        Instant receivedAt,
        Instant nextTryAt,
        @Nullable Instant endedAt,
        @Nullable String decidedBy) {
    enum State {
        /** To be signed. */
        RECEIVED("received"),
        /** An operator must say whether. */
        AWAITING_APPROVAL("awaitingApproval"),
        /** Signed, and the station is to get it. */
        SIGNED("signed"),
        /** The station took its certificate. */
        ACCEPTED("accepted"),
        /** The station did not want it; its old one stays valid (A02.FR.20). */
        REJECTED("rejected"),
        /** We did not sign it. */
        REFUSED("refused"),
        /** A newer request came. */
        REPLACED("replaced");

        private final String word;

        State(String word) {
            this.word = word;
        }

        /** As the API and the database write it. */
        String word() {
            return word;
        }

        static State of(String word) {
            for (State state : values()) if (state.word.equals(word)) return state;
            throw new IllegalArgumentException(word);
        }
    }
}
