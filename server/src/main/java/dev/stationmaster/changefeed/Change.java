package dev.stationmaster.changefeed;

import dev.stationmaster.ledger.Fact;
import dev.stationmaster.station.StationId;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A change that others want to hear of; commit it together with what changed.
 *
 * @param topic connection, status, transaction, cost, command, job, station, token, setting, locallist, reservation, event, monitor, customer or display
 * @param key the public id of what changed (for example a transaction's UUID)
 * @param station whose change it is, null when no station's
 * @param body what it looks like now, in the words of the REST resource: plain values, lists and maps, or the resource's own record
 * @param actor who did it: {@code station}, {@code server}, or the name of an API token or operator
 */
public record Change(String topic, String key, @Nullable StationId station, Object body, String actor, Instant at)
        implements Fact<Void> {
    /** A value of a body that is a map; null when there is none of that name. */
    public @Nullable Object value(String name) {
        return body instanceof Map<?, ?> map ? map.get(name) : null;
    }
}
