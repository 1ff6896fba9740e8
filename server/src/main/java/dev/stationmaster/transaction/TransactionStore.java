package dev.stationmaster.transaction;

import dev.stationmaster.station.StationId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads transactions from the database. */
@Repository
class TransactionStore {
    private static final String TIME = "coalesce(started_at, first_received_at)";

    private final JdbcClient jdbc;
    private final TransactionColumns columns;

    TransactionStore(JdbcClient jdbc, TransactionColumns columns) {
        this.jdbc = jdbc;
        this.columns = columns;
    }

    /** A row with what was concluded when it was last written. */
    record Stored(TransactionRow row, Instant lastReceivedAt, Conclusions conclusions) {}

    /** @return the first number of a block of {@link TransactionIds#BLOCK} */
    long nextIdBlock() {
        return jdbc.sql("select nextval('transaction_id_seq')")
                .query(Long.class)
                .single();
    }

    List<Stored> open() {
        return jdbc.sql("select * from transaction where stopped_at is null")
                .withFetchSize(5_000)
                .query(this::stored)
                .list();
    }

    Optional<Stored> find(UUID publicId) {
        return jdbc.sql("select * from transaction where public_id = :id")
                .param("id", publicId)
                .query(this::stored)
                .optional();
    }

    Optional<Stored> named(StationId station, String wireId) {
        return jdbc.sql("select * from transaction where station_id = :station and lower(wire_id) = lower(:id)"
                        + " and station_named and not detached")
                .param("station", station.key())
                .param("id", wireId)
                .query(this::stored)
                .optional();
    }

    Optional<Stored> numbered(StationId station, long id) {
        return jdbc.sql(
                        "select * from transaction where id = :id and station_id = :station and not station_named and not detached")
                .param("station", station.key())
                .param("id", id)
                .query(this::stored)
                .optional();
    }

    /** Transactions of that very start, the oldest first. */
    List<Stored> started(StationId station, TransactionStart start) {
        return jdbc.sql("""
                        select * from transaction
                        where station_id = :station and started_at = :at::timestamptz and evse = :evse and connector = :connector
                          and lower(token) = lower(:token) and start_wh = :register and not station_named
                        order by id
                        """)
                .param("station", station.key())
                .param("at", start.startedAt().toString())
                .param("evse", start.evse())
                .param("connector", start.connector())
                .param("token", start.token().value())
                .param("register", start.meterStartWh())
                .query(this::stored)
                .list();
    }

    /** Stops whose start is unknown, of sessions that were running at that time. */
    List<Stored> detached(StationId station, Instant startedAt) {
        return jdbc.sql("""
                        select * from transaction
                        where station_id = :station and detached and not station_named and stopped_at >= :at::timestamptz
                        order by stopped_at limit 10
                        """)
                .param("station", station.key())
                .param("at", startedAt.toString())
                .query(this::stored)
                .list();
    }

    List<Stored> stopped(StationId station, TransactionStop stop) {
        return jdbc.sql("""
                        select * from transaction
                        where station_id = :station and stopped_at = :at::timestamptz and stop_wh = :register and not station_named
                        order by id
                        """)
                .param("station", station.key())
                .param("at", stop.stoppedAt().toString())
                .param("register", stop.meterStopWh())
                .query(this::stored)
                .list();
    }

    /** What a list is narrowed to; null means all. */
    record Filter(
            @Nullable StationId station,
            @Nullable String token,
            @Nullable String wireId,
            @Nullable Boolean open,
            @Nullable Instant since,
            @Nullable Instant until) {
        /** Whether the list is in the order of time, and not of arrival: from any moment on it has to be found at once. */
        boolean byTime() {
            return since != null || until != null;
        }

        /** The place of a transaction in this list. */
        String key(Stored stored) {
            var begin = stored.row().begin();
            Instant at = begin == null ? stored.row().firstReceivedAt() : begin.at();
            return byTime()
                    ? stored.row().id() + " " + at
                    : Long.toString(stored.row().id());
        }
    }

    /**
     * The newest first.
     *
     * @param after key of the last one of the page before; null for the first page
     * @throws DateTimeException or {@link NumberFormatException}: this is no such key
     */
    List<Stored> list(Filter filter, @Nullable String after, int limit) {
        // Only what is asked for stands in the statement: a plan for all cases reads the whole past for a token that
        // never came.
        var sql = new StringBuilder("select * from transaction where true");
        Map<String, Object> parameters = new HashMap<>();
        parameters.put("limit", limit);
        if (filter.station != null) {
            sql.append(" and station_id = :station");
            parameters.put("station", filter.station.key());
        }
        if (filter.token != null) {
            sql.append(" and lower(token) = lower(:token)");
            parameters.put("token", filter.token);
        }
        if (filter.wireId != null) {
            sql.append(" and lower(wire_id) = lower(:wire)");
            parameters.put("wire", filter.wireId);
        }
        if (filter.open != null) sql.append(filter.open ? " and stopped_at is null" : " and stopped_at is not null");
        if (filter.since != null) {
            sql.append(" and " + TIME + " >= :since");
            parameters.put("since", filter.since.atOffset(ZoneOffset.UTC));
        }
        if (filter.until != null) {
            sql.append(" and " + TIME + " < :until");
            parameters.put("until", filter.until.atOffset(ZoneOffset.UTC));
        }
        if (after != null) {
            String[] place = after.split(" ");
            sql.append(filter.byTime() ? " and (" + TIME + ", id) < (:at, :id)" : " and id < :id");
            parameters.put("id", Long.valueOf(place[0]));
            if (filter.byTime())
                parameters.put("at", Instant.parse(place[place.length - 1]).atOffset(ZoneOffset.UTC));
        }
        sql.append(filter.byTime() ? " order by " + TIME + " desc, id desc" : " order by id desc");
        return jdbc.sql(sql.append(" limit :limit").toString())
                .params(parameters)
                .query(this::stored)
                .list();
    }

    private Stored stored(ResultSet row, int number) throws SQLException {
        return columns.stored(row);
    }
}
