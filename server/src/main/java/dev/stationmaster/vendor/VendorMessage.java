package dev.stationmaster.vendor;

import dev.stationmaster.station.StationId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A DataTransfer of a station.
 *
 * @param identity the station's OCPP identity
 * @param version subprotocol name
 * @param data JSON; the text of a 1.6 station is a JSON string
 */
public record VendorMessage(
        StationId station,
        String identity,
        String version,
        String vendorId,
        @Nullable String messageId,
        @Nullable String data,
        Instant receivedAt) {}
