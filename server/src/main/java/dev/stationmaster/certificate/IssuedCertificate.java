package dev.stationmaster.certificate;

import dev.stationmaster.station.StationId;
import java.time.Instant;
import java.util.UUID;

/**
 * What we issued to a station.
 *
 * @param issuer RFC 2253
 * @param serialNumber hexadecimal
 * @param chain PEM, the station's own first
 * @param state issued (the station has not answered), inUse, superseded or rejected
 */
record IssuedCertificate(
        UUID id,
        StationId station,
        String certificateType,
        String issuer,
        String serialNumber,
        String subject,
        String chain,
        Instant notBefore,
        Instant notAfter,
        Instant issuedAt,
        String state,
        boolean revoked) {}
