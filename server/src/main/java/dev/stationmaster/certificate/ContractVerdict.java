package dev.stationmaster.certificate;

import dev.stationmaster.authorization.Verdict;
import dev.stationmaster.authorization.Verdict.Status;

/**
 * What is to be said of a contract certificate and of its token.
 *
 * @param certificateStatus the word of OCPP 2.x
 * @param token what the driver may do
 * @param reason in words, for operators
 */
public record ContractVerdict(String certificateStatus, Verdict token, String reason) {
    /** What came out about the certificate alone. */
    enum Finding {
        VALID("Accepted"),
        EXPIRED("CertificateExpired"),
        REVOKED("CertificateRevoked"),
        /** Somebody signed it who could not. */
        FORGED("SignatureError"),
        UNVERIFIED("CertChainError");

        private final String word;

        Finding(String word) {
            this.word = word;
        }
    }

    /** A finding and why. */
    record Found(Finding finding, String reason) {}

    /** The table of C07.FR.13, C07.FR.14, C07.FR.15, C07.FR.16 and C07.FR.17: what cannot be verified is not accepted, and a contract ends with its token. */
    static ContractVerdict of(Found found, Verdict token) {
        return switch (found.finding) {
            case VALID -> {
                boolean cancelled =
                        switch (token.status()) {
                            case BLOCKED, EXPIRED, INVALID, UNKNOWN -> true;
                            case ACCEPTED, CONCURRENT, NO_CREDIT, WRONG_EVSE_TYPE, WRONG_LOCATION, WRONG_TIME -> false;
                        };
                yield new ContractVerdict(
                        cancelled ? "ContractCancelled" : found.finding.word,
                        token,
                        cancelled ? token.rule() : found.reason);
            }
            case EXPIRED -> refused(found, token, Status.EXPIRED);
            case REVOKED, FORGED, UNVERIFIED -> refused(found, token, Status.INVALID);
        };
    }

    private static ContractVerdict refused(Found found, Verdict token, Status status) {
        return new ContractVerdict(
                found.finding.word, new Verdict(status, token.group(), null, found.reason), found.reason);
    }
}
