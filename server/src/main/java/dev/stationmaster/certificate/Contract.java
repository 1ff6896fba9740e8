package dev.stationmaster.certificate;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A contract of the built-in test pool.
 *
 * @param emaid as it stands in its certificates
 * @param vehicle PCID of the car that may install it; null for any car
 * @param days how long its certificates are valid
 * @param installedAt when a car got a certificate of it for the first time
 */
record Contract(
        UUID id,
        String emaid,
        @Nullable String vehicle,
        int days,
        State state,
        Instant createdAt,
        String createdBy,
        @Nullable Instant installedAt) {
    enum State {
        READY,
        INSTALLED,
        CANCELLED
    }

    /**
     * A certificate of a contract.
     *
     * @param issuer RFC 2253
     * @param serialNumber hexadecimal
     * @param chain PEM, the contract's own first
     * @param issuedBy installation, update or the operator's name
     * @param station small key of the station through which it was asked for; null for none
     */
    record Certificate(
            UUID id,
            UUID contract,
            String issuer,
            String serialNumber,
            String chain,
            Instant notBefore,
            Instant notAfter,
            Instant issuedAt,
            String issuedBy,
            @Nullable Integer station,
            boolean revoked) {}

    /** With all its certificates, the newest first. */
    record Whole(Contract contract, List<Certificate> certificates) {}
}
