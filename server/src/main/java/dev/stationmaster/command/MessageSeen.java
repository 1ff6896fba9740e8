package dev.stationmaster.command;

import dev.stationmaster.ocpp.Payload;
import dev.stationmaster.station.StationId;
import java.time.Instant;

/** Told of messages from stations of which some command waits to see its effect. */
public interface MessageSeen {
    /** Whether anything waits for this station; cheap, to be asked for every message. */
    boolean awaits(StationId station);

    /** A CALL of the station was accepted. Returns at once and never throws; call it only while {@link #awaits} says so. */
    void seen(StationId station, String action, Payload payload, Instant at);
}
