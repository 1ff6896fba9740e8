package dev.stationmaster.transaction;

import dev.stationmaster.station.StationId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads transactions from the database. */
@Repository
class TransactionStore {
    private static final String LIST = """
            select * from transaction
            where (:station::int is null or station_id = :station)
              and (:token::text is null or lower(token) = lower(:token))
              and (:open::bool is null or (stopped_at is null) = :open)
              and (:since::timestamptz is null or coalesce(started_at, first_received_at) >= :since::timestamptz)
              and (:until::timestamptz is null or coalesce(started_at, first_received_at) < :until::timestamptz)
              and (:after::bigint is null or id < :after)
            order by id desc limit :limit
            """;

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
            @Nullable Boolean open,
            @Nullable Instant since,
            @Nullable Instant until) {}

    /** The newest first. */
    List<Stored> list(Filter filter, @Nullable Long after, int limit) {
        var station = filter.station();
        return jdbc.sql(LIST)
                .param("station", station == null ? null : station.key(), Types.INTEGER)
                .param("token", filter.token(), Types.VARCHAR)
                .param("open", filter.open(), Types.BOOLEAN)
                .param("since", text(filter.since()), Types.VARCHAR)
                .param("until", text(filter.until()), Types.VARCHAR)
                .param("after", after, Types.BIGINT)
                .param("limit", limit)
                .query(this::stored)
                .list();
    }

    private static @Nullable String text(@Nullable Instant time) {
        return time == null ? null : time.toString();
    }

    private Stored stored(ResultSet row, int number) throws SQLException {
        return columns.stored(row);
    }
}
