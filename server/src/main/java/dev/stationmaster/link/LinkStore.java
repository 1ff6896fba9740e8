package dev.stationmaster.link;

import dev.stationmaster.ocpp.Version;
import dev.stationmaster.station.Connectivity;
import dev.stationmaster.station.StationId;
import java.sql.Array;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** One row for each station that ever connected, its newest link; and the epochs. */
@Component
class LinkStore {
    private static final String EPOCHS = "select nextval('link_epoch') from generate_series(1, ?)";

    private static final String OPEN = """
            insert into station_link (station_id, epoch, connected_at, version, remote_address, security_profile, last_seen_at)
            select station_id, epoch, connected_at, version, remote_address, security_profile, connected_at
            from unnest(?, ?, ?, ?, ?, ?) as opened (station_id, epoch, connected_at, version, remote_address, security_profile)
            on conflict (station_id) do update
            set epoch = excluded.epoch, connected_at = excluded.connected_at, disconnected_at = null, closed_because = null,
                version = excluded.version, remote_address = excluded.remote_address,
                security_profile = excluded.security_profile, last_seen_at = excluded.last_seen_at
            where station_link.epoch < excluded.epoch
            """;

    private static final String CLOSE = """
            update station_link
            set disconnected_at = closed.at, last_seen_at = greatest(station_link.last_seen_at, closed.seen_at), closed_because = closed.reason
            from unnest(?, ?, ?, ?, ?) as closed (station_id, epoch, at, seen_at, reason)
            where station_link.station_id = closed.station_id and station_link.epoch = closed.epoch
            """;

    private static final String SEEN = """
            update station_link set last_seen_at = seen.at
            from unnest(?, ?, ?) as seen (station_id, epoch, at)
            where station_link.station_id = seen.station_id and station_link.epoch = seen.epoch and station_link.last_seen_at < seen.at
            """;

    private static final String ABANDON = """
            update station_link set disconnected_at = last_seen_at, closed_because = 'the server ended'
            where disconnected_at is null
            """;

    private static final String LAST =
            "select station_id, version, remote_address, connected_at, disconnected_at, last_seen_at from station_link";

    private final JdbcClient jdbc;
    private final LinkHistoryStore history;

    LinkStore(JdbcClient jdbc, LinkHistoryStore history) {
        this.jdbc = jdbc;
        this.history = history;
    }

    /** Nothing is connected when the server starts, whatever the rows of one that could not say goodbye tell. */
    void abandonAll() {
        history.abandoned();
        jdbc.sql(ABANDON).update();
    }

    Map<StationId, Connectivity.Connection> lastConnections() {
        Map<StationId, Connectivity.Connection> found = new HashMap<>();
        jdbc.sql(LAST).query(row -> {
            Timestamp disconnected = row.getTimestamp("disconnected_at");
            found.put(
                    new StationId(row.getInt("station_id")),
                    new Connectivity.Connection(
                            false,
                            Version.ofSubprotocol(row.getString("version")).orElse(null),
                            row.getString("remote_address"),
                            row.getTimestamp("connected_at").toInstant(),
                            disconnected == null ? null : disconnected.toInstant(),
                            row.getTimestamp("last_seen_at").toInstant()));
        });
        return found;
    }

    /** @return the epochs, rising in the order of the facts; only the last of a station keeps its row */
    List<@Nullable Long> open(Connection connection, List<LinkOpened> facts) throws SQLException {
        List<@Nullable Long> epochs = epochs(connection, facts.size());
        Map<StationId, Integer> last = new HashMap<>();
        for (int i = 0; i < facts.size(); i++) last.put(facts.get(i).station(), i);
        List<Integer> kept = IntStream.range(0, facts.size())
                .filter(i -> last.get(facts.get(i).station()) == i)
                .boxed()
                .toList();
        List<LinkOpened> rows = kept.stream().map(facts::get).toList();
        try (var insert = connection.prepareStatement(OPEN)) {
            insert.setArray(
                    1, array(connection, "int4", rows, row -> row.station().key()));
            insert.setArray(2, array(connection, "int8", kept, epochs::get));
            insert.setArray(3, array(connection, "timestamptz", rows, row -> Timestamp.from(row.at())));
            insert.setArray(
                    4, array(connection, "text", rows, row -> row.version().subprotocol()));
            insert.setArray(5, array(connection, "text", rows, LinkOpened::remoteAddress));
            insert.setArray(6, array(connection, "int2", rows, row -> (short) row.securityProfile()));
            insert.executeUpdate();
        }
        history.opened(connection, facts, epochs);
        return epochs;
    }

    private static List<@Nullable Long> epochs(Connection connection, int count) throws SQLException {
        List<@Nullable Long> epochs = new ArrayList<>(count);
        try (var next = connection.prepareStatement(EPOCHS)) {
            next.setInt(1, count);
            try (var rows = next.executeQuery()) {
                while (rows.next()) epochs.add(rows.getLong(1));
            }
        }
        return epochs;
    }

    /** Marks stations as gone, unless a newer link was opened meanwhile. */
    List<@Nullable Void> close(Connection connection, List<LinkClosed> facts) throws SQLException {
        try (var update = connection.prepareStatement(CLOSE)) {
            update.setArray(
                    1, array(connection, "int4", facts, fact -> fact.station().key()));
            update.setArray(2, array(connection, "int8", facts, LinkClosed::epoch));
            update.setArray(3, array(connection, "timestamptz", facts, fact -> Timestamp.from(fact.at())));
            update.setArray(4, array(connection, "timestamptz", facts, fact -> Timestamp.from(fact.lastSeenAt())));
            update.setArray(5, array(connection, "text", facts, LinkClosed::reason));
            update.executeUpdate();
        }
        history.closed(connection, facts);
        return Collections.nCopies(facts.size(), null);
    }

    List<@Nullable Void> seen(Connection connection, List<LinkSeen> facts) throws SQLException {
        try (var update = connection.prepareStatement(SEEN)) {
            update.setArray(
                    1, array(connection, "int4", facts, fact -> fact.station().key()));
            update.setArray(2, array(connection, "int8", facts, LinkSeen::epoch));
            update.setArray(3, array(connection, "timestamptz", facts, fact -> Timestamp.from(fact.lastSeenAt())));
            update.executeUpdate();
        }
        return Collections.nCopies(facts.size(), null);
    }

    private static <F> Array array(Connection connection, String type, List<F> rows, Function<F, ?> value)
            throws SQLException {
        return connection.createArrayOf(type, rows.stream().map(value).toArray());
    }
}
