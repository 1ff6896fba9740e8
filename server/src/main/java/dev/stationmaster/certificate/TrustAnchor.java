package dev.stationmaster.certificate;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.UUID;

/** An authority of somebody else that is trusted in Plug & Charge: a root, or one below it that a station may leave out. */
record TrustAnchor(UUID id, Kind kind, String name, X509Certificate certificate, Instant createdAt, String createdBy) {
    /** What it is trusted for. */
    enum Kind {
        /** Contract certificates, and whatever stands under a V2G root. */
        V2G,
        /** Contract certificates of a mobility operator. */
        MO,
        /** Provisioning certificates of cars. */
        OEM,
        /** Answers about any certificate. */
        OCSP
    }
}
