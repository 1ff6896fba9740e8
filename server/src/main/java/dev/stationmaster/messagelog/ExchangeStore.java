package dev.stationmaster.messagelog;

import dev.stationmaster.ocpp.Violation;
import dev.stationmaster.platform.database.BinaryCopy;
import dev.stationmaster.station.StationId;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** Exchanges: narrow rows and chunks. Written by one thread only. */
@Repository
class ExchangeStore {
    private static final int BLOCK = 512;
    private static final String COPY_ROWS = """
            copy exchange (id, at, station_id, latency_micros, direction, version, outcome, chunk_offset, failed, action, message_id)
            from stdin (format binary)""";
    private static final String COPY_CHUNKS = "copy exchange_chunk (day, id, payload) from stdin (format binary)";

    private final DataSource dataSource;
    private final JdbcClient database;
    private final FindingStore findings;
    private final JsonMapper json;
    private final BinaryCopy rows = new BinaryCopy();
    private final BinaryCopy chunks = new BinaryCopy();
    private final ExchangeChunk chunk = new ExchangeChunk();
    private final FindingPlaces places = new FindingPlaces();
    private long nextId;
    private long blockEnd;

    ExchangeStore(DataSource dataSource, JdbcClient database, FindingStore findings, JsonMapper json) {
        this.dataSource = dataSource;
        this.database = database;
        this.findings = findings;
        this.json = json;
    }

    /**
     * Stores the exchanges and what was found in them, in one transaction that does not wait for the disk: what a crash takes are the last
     * moments of the log.
     *
     * @param exchanges masked, at most 512
     * @param withRows false counts the findings only
     * @return the ids of the rows, in order; empty without rows
     */
    List<Long> append(List<Exchange> exchanges, boolean withRows) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            try {
                try (var statement = connection.createStatement()) {
                    statement.execute("set local synchronous_commit = off");
                }
                var found = new Findings(places);
                exchanges.forEach(found::add);
                findings.count(connection, found);
                List<Long> ids = withRows ? copy(connection, exchanges) : List.of();
                connection.commit();
                return ids;
            } catch (SQLException | RuntimeException e) {
                connection.rollback();
                throw e;
            }
        }
    }

    private List<Long> copy(Connection connection, List<Exchange> exchanges) throws SQLException {
        var ids = new ArrayList<Long>(exchanges.size());
        rows.begin();
        chunks.begin();
        chunk.clear();
        LocalDate day = LocalDate.EPOCH;
        for (Exchange exchange : exchanges) {
            if (nextId == blockEnd) {
                closeChunk(day); // the offset in a chunk counts on ids without a gap
                nextId = newBlock(connection);
                blockEnd = nextId + BLOCK;
            }
            LocalDate itsDay = LocalDate.ofInstant(exchange.at(), ZoneOffset.UTC);
            if (chunk.full() || !itsDay.equals(day)) closeChunk(day);
            day = itsDay;
            long id = nextId++;
            ids.add(id);
            row(id, exchange, chunk.exchanges());
            chunk.add(new ExchangeChunk.Said(
                    exchange.request(), exchange.response(), json(exchange.violations()), json(exchange.findings())));
        }
        closeChunk(day);
        rows.send(connection, COPY_ROWS);
        chunks.send(connection, COPY_CHUNKS);
        return ids;
    }

    private void closeChunk(LocalDate day) {
        if (chunk.exchanges() == 0) return;
        long first = nextId - chunk.exchanges();
        chunks.row(3);
        chunks.date(day);
        chunks.int8(first);
        chunks.bytea(chunk.compress());
    }

    private void row(long id, Exchange exchange, int offset) {
        rows.row(11);
        rows.int8(id);
        rows.timestamptz(exchange.at());
        rows.int4(exchange.station().key());
        rows.int4((int) Math.min(Integer.MAX_VALUE, exchange.latencyMicros()));
        rows.int2(Codes.of(exchange.direction()));
        rows.int2(Codes.of(exchange.version()));
        rows.int2(Codes.of(exchange.outcome()));
        rows.int2(offset);
        rows.bool(exchange.failed());
        rows.text(Findings.shortened(exchange.action()));
        rows.text(Findings.shortened(exchange.messageId()));
    }

    private static long newBlock(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var result = statement.executeQuery("select nextval('exchange_id')")) {
            result.next();
            return result.getLong(1);
        }
    }

    /** As the API shows them; null for none, the common case. */
    byte @Nullable [] json(List<Violation> violations) {
        if (violations.isEmpty()) return null;
        return json.writeValueAsBytes(violations.stream()
                .map(v -> new Message.Found(
                        v.path(), v.keyword(), v.message(), v.code().name()))
                .toList());
    }

    /** What is looked for in a station's log; null or false means all. */
    record Filter(
            StationId station,
            @Nullable String action,
            Exchange.@Nullable Direction direction,
            boolean errorsOnly,
            @Nullable Instant since,
            @Nullable Instant until) {}

    /** Newest first. */
    List<Message> list(Filter filter, @Nullable Long beforeId, int limit) {
        var sql = new StringBuilder("""
                select id, at, direction, version, action, message_id, latency_micros, outcome, chunk_offset
                from exchange where station_id = :station""");
        var parameters = new HashMap<String, Object>(Map.of("station", filter.station.key(), "limit", limit));
        if (beforeId != null) {
            sql.append(" and id < :before");
            parameters.put("before", beforeId);
        }
        if (filter.action != null) {
            sql.append(" and action = :action");
            parameters.put("action", filter.action);
        }
        if (filter.direction != null) {
            sql.append(" and direction = :direction");
            parameters.put("direction", Codes.of(filter.direction));
        }
        if (filter.errorsOnly) sql.append(" and failed");
        if (filter.since != null) {
            sql.append(" and at >= :since");
            parameters.put("since", filter.since.atOffset(ZoneOffset.UTC));
        }
        if (filter.until != null) {
            sql.append(" and at < :until");
            parameters.put("until", filter.until.atOffset(ZoneOffset.UTC));
        }
        List<Message.Row> found = database.sql(
                        sql.append(" order by id desc limit :limit").toString())
                .params(parameters)
                .query((row, _) -> row(row))
                .list();
        Map<Long, ExchangeChunk.Said> said = said(found);
        return found.stream().map(row -> Message.of(row, said.get(row.id()))).toList();
    }

    private static Message.Row row(ResultSet row) throws SQLException {
        return new Message.Row(
                row.getLong("id"),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                Codes.direction(row.getInt("direction")),
                Codes.version(row.getInt("version")),
                row.getString("action"),
                row.getString("message_id"),
                row.getLong("latency_micros"),
                Codes.outcome(row.getInt("outcome")),
                row.getInt("chunk_offset"));
    }

    /** What was said in these exchanges, by their id; each chunk is read once. */
    private Map<Long, ExchangeChunk.Said> said(List<Message.Row> rows) {
        if (rows.isEmpty()) return Map.of();
        var offsets = new HashMap<Long, List<Integer>>();
        for (Message.Row row : rows)
            offsets.computeIfAbsent(row.id() - row.chunkOffset(), _ -> new ArrayList<>())
                    .add(row.chunkOffset());
        var said = new HashMap<Long, ExchangeChunk.Said>();
        LocalDate newest = LocalDate.ofInstant(
                rows.stream().map(Message.Row::at).max(Instant::compareTo).orElseThrow(), ZoneOffset.UTC);
        LocalDate oldest = LocalDate.ofInstant(
                rows.stream().map(Message.Row::at).min(Instant::compareTo).orElseThrow(), ZoneOffset.UTC);
        database.sql("select id, payload from exchange_chunk where id = any(:ids) and day between :oldest and :newest")
                .param("ids", offsets.keySet().toArray(Long[]::new))
                .param("oldest", oldest)
                .param("newest", newest)
                .query((row, _) -> Map.entry(row.getLong("id"), row.getBytes("payload")))
                .list()
                .forEach(found -> ExchangeChunk.read(found.getValue(), offsets.getOrDefault(found.getKey(), List.of()))
                        .forEach((offset, one) -> said.put(found.getKey() + offset, one)));
        return said;
    }
}
