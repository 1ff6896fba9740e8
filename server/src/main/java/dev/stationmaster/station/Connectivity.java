package dev.stationmaster.station;

import dev.stationmaster.ocpp.Version;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the link layer knows of a station's connection. */
public interface Connectivity {
    /** The present connection, or the last one; empty when it never connected as far as is known. */
    Optional<Connection> of(StationId station);

    /** Who is connected now. */
    Set<StationId> connected();

    /** Closes the station's link, so that it logs in anew under changed rules. */
    void disconnect(StationId station, String reason);

    record Connection(
            boolean connected,
            @Nullable Version version,
            @Nullable String remoteAddress,
            @Nullable Instant connectedAt,
            @Nullable Instant disconnectedAt,
            @Nullable Instant lastSeenAt) {}
}
