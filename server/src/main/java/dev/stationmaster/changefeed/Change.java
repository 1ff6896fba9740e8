package dev.stationmaster.changefeed;

import dev.stationmaster.ledger.Fact;
import dev.stationmaster.station.StationId;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A change that others want to hear of; commit it together with what changed.
 *
 * @param topic connection, status, transaction, command, station, token, setting, locallist or reservation
 * @param key the public id of what changed (for example a transaction's UUID)
 * @param station whose change it is, null when no station's
 * @param body what it looks like now, in the words of the REST resource; plain values, lists and maps
 * @param actor who did it: {@code station}, {@code server}, or the name of an API token or operator
 */
public record Change(
        String topic, String key, @Nullable StationId station, Map<String, ?> body, String actor, Instant at)
        implements Fact<Void> {}
