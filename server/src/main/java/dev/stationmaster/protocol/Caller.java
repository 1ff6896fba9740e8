package dev.stationmaster.protocol;

import dev.stationmaster.link.StationLink;
import dev.stationmaster.ocpp.Payload;
import dev.stationmaster.ocpp.Version;
import dev.stationmaster.station.Station;
import dev.stationmaster.station.StationId;
import java.time.Instant;

/**
 * Who sent the message that is being answered, and when.
 *
 * @param link the link it came over
 * @param record the station as it stood when the message began
 * @param messageId the id of its CALL or SEND
 * @param payload as received, for facts that keep the original
 * @param receivedAt server time
 */
public record Caller(StationLink link, Station record, String messageId, Payload payload, Instant receivedAt) {
    public StationId station() {
        return record.id();
    }

    public Version version() {
        return link.version();
    }
}
