package dev.stationmaster.changefeed;

import dev.stationmaster.ledger.FactWriter;
import dev.stationmaster.platform.database.BinaryCopy;
import dev.stationmaster.platform.partition.DayPartitioned;
import dev.stationmaster.platform.partition.DayPartitions;
import dev.stationmaster.station.StationId;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/**
 * The table of changes. Rows come through the ledger only: it has one lane, so numbers rise in the order of the commits, and a reader who has
 * seen number n has seen all that are smaller.
 */
@Repository
class ChangeStore implements FactWriter<Change, Void> {
    private static final int BLOCK = 512;
    private static final int MOST_PENDING = 50_000;
    private static final String COPY =
            "copy change_event (id, at, station_id, version, topic, key, actor, body) from stdin (format binary)";

    private final BinaryCopy rows = new BinaryCopy();

    private final Map<Change, ChangeEvent> pending = new IdentityHashMap<>();
    private final JdbcClient database;
    private final JsonMapper json;
    private long nextId;
    private long blockEnd;

    ChangeStore(
            JdbcClient database,
            JsonMapper json,
            DayPartitions partitions,
            @Value("${stationmaster.changefeed.keep-days:7}") int keepDays) {
        this.database = database;
        this.json = json;
        partitions.keep(DayPartitioned.forDays("change_event", keepDays));
    }

    @Override
    public Class<Change> factType() {
        return Change.class;
    }

    /** Last: a change tells of rows that stand already. */
    @Override
    public int order() {
        return 1000;
    }

    @Override
    public List<@Nullable Void> write(Connection connection, List<Change> changes) throws SQLException {
        var events = new ArrayList<ChangeEvent>(changes.size());
        for (Change change : changes) {
            if (nextId == blockEnd) {
                nextId = newBlock(connection);
                blockEnd = nextId + BLOCK;
            }
            events.add(new ChangeEvent(
                    nextId++,
                    change.at(),
                    change.topic(),
                    change.key(),
                    change.station(),
                    ChangeEvent.VERSION,
                    change.actor(),
                    json.writeValueAsString(change.body())));
        }
        rows.begin();
        events.forEach(this::row);
        rows.send(connection, COPY);
        remember(changes, events);
        return Collections.nCopies(changes.size(), null);
    }

    private void row(ChangeEvent event) {
        rows.row(8);
        rows.int8(event.id());
        rows.timestamptz(event.at());
        if (event.station() == null) rows.none();
        else rows.int4(event.station().key());
        rows.int2(event.version());
        rows.text(event.topic());
        rows.text(event.key());
        rows.text(event.actor());
        rows.text(event.body());
    }

    private static long newBlock(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var result = statement.executeQuery("select nextval('change_event_id')")) {
            result.next();
            return result.getLong(1);
        }
    }

    private synchronized void remember(List<Change> changes, List<ChangeEvent> events) {
        // Changes of a commit that the database refused are never asked for.
        if (pending.size() > MOST_PENDING) pending.clear();
        for (int i = 0; i < events.size(); i++) pending.put(changes.get(i), events.get(i));
    }

    /** The event that became of this change, once. */
    synchronized @Nullable ChangeEvent take(Change change) {
        return pending.remove(change);
    }

    /** The newest number; 0 when nothing was ever written. */
    long newest() {
        return database.sql("select coalesce(max(id), 0) from change_event")
                .query(Long.class)
                .single();
    }

    /** The oldest number that is still kept; {@link Long#MAX_VALUE} when none is. */
    long oldest() {
        return database.sql("select coalesce(min(id), " + Long.MAX_VALUE + ") from change_event")
                .query(Long.class)
                .single();
    }

    /** Larger numbers, oldest first. */
    List<ChangeEvent> after(long id, int limit) {
        return database.sql("""
                        select id, at, topic, key, station_id, version, actor, body from change_event
                        where id > :id order by id limit :limit
                        """)
                .param("id", id)
                .param("limit", limit)
                .query((row, _) -> new ChangeEvent(
                        row.getLong("id"),
                        row.getObject("at", OffsetDateTime.class).toInstant(),
                        row.getString("topic"),
                        row.getString("key"),
                        row.getObject("station_id") == null ? null : new StationId(row.getInt("station_id")),
                        row.getInt("version"),
                        row.getString("actor"),
                        row.getString("body")))
                .list();
    }
}
