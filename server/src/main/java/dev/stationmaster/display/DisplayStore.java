package dev.stationmaster.display;

import dev.stationmaster.command.DisplayMessage;
import dev.stationmaster.display.ShownMessage.Status;
import dev.stationmaster.ledger.FactWriter;
import dev.stationmaster.station.StationId;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** Display messages in the database. */
@Repository
class DisplayStore implements FactWriter<DisplayReport, Void> {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String REPORTED = """
            insert into display_message (station_id, message_id, status, held, transaction_id, told, changed_at, reported_at)
            values (?, ?, 'installed', ?, ?, 'report', ?, ?)
            on conflict (station_id, message_id) do update
            set status = 'installed', reason = null, held = excluded.held, transaction_id = excluded.transaction_id, told = 'report',
                changed_at = case when display_message.status = 'installed' then display_message.changed_at else excluded.changed_at end,
                reported_at = excluded.reported_at
            """;
    private static final String SAVE = """
            insert into display_message (station_id, message_id, status, reason, wanted, held, transaction_id, told, actor, changed_at,
                                         reported_at)
            values (:station, :id, :status, :reason, :wanted, :held, :transaction, :told, :actor, :changed::timestamptz,
                    :reported::timestamptz)
            on conflict (station_id, message_id) do update
            set status = excluded.status, reason = excluded.reason, wanted = excluded.wanted, held = excluded.held,
                transaction_id = excluded.transaction_id, told = excluded.told, actor = excluded.actor, changed_at = excluded.changed_at,
                reported_at = excluded.reported_at
            """;

    private final JdbcClient jdbc;

    DisplayStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Class<DisplayReport> factType() {
        return DisplayReport.class;
    }

    @Override
    public int order() {
        return 740;
    }

    private record Place(StationId station, int id) {}

    private record Held(DisplayMessage message, Instant at) {}

    /** What the station says it holds, it holds; of a message told twice, what it said last. */
    @Override
    public List<@Nullable Void> write(Connection connection, List<DisplayReport> facts) throws SQLException {
        var last = new LinkedHashMap<Place, Held>();
        for (DisplayReport fact : facts) {
            for (DisplayMessage message : fact.messages()) {
                Integer id = message.id();
                last.put(new Place(fact.station(), id == null ? 0 : id), new Held(message, fact.receivedAt()));
            }
        }
        try (var reported = connection.prepareStatement(REPORTED)) {
            for (var row : last.entrySet()) {
                Held held = row.getValue();
                reported.setInt(1, row.getKey().station().key());
                reported.setInt(2, row.getKey().id());
                reported.setString(3, storable(JSON.writeValueAsString(held.message())));
                reported.setString(4, storable(held.message().transactionId()));
                reported.setObject(5, held.at().atOffset(ZoneOffset.UTC));
                reported.setObject(6, held.at().atOffset(ZoneOffset.UTC));
                reported.addBatch();
            }
            reported.executeBatch();
        }
        return Collections.nCopies(facts.size(), null);
    }

    /** PostgreSQL stores no NUL character; inside JSON text it is written as an escape already. */
    private static @Nullable String storable(@Nullable String text) {
        return text == null ? null : text.replace('\0', '\uFFFD');
    }

    void save(ShownMessage message) {
        DisplayMessage held = message.held();
        DisplayMessage bound = held != null ? held : message.wanted();
        Instant reported = message.reportedAt();
        jdbc.sql(SAVE)
                .param("station", message.station().key())
                .param("id", message.id())
                .param("status", message.status().word())
                .param("reason", storable(message.reason()))
                .param("wanted", message.wanted() == null ? null : JSON.writeValueAsString(message.wanted()))
                .param("held", held == null ? null : JSON.writeValueAsString(held))
                .param("transaction", bound == null ? null : storable(bound.transactionId()))
                .param("told", message.told())
                .param("actor", message.actor())
                .param("changed", message.changedAt().toString())
                .param("reported", reported == null ? null : reported.toString())
                .update();
    }

    /** All of a station, by number. */
    List<ShownMessage> of(StationId station) {
        return jdbc.sql("select * from display_message where station_id = :station order by message_id")
                .param("station", station.key())
                .query((row, _) -> message(row))
                .list();
    }

    Optional<ShownMessage> find(StationId station, int id) {
        return jdbc.sql("select * from display_message where station_id = :station and message_id = :id")
                .param("station", station.key())
                .param("id", id)
                .query((row, _) -> message(row))
                .optional();
    }

    /** Stations that hold messages which vanish with a transaction. */
    List<StationId> withTransactionMessages() {
        return jdbc.sql("""
                        select distinct station_id from display_message
                        where status in ('installed', 'unsure') and transaction_id is not null
                        """).query((row, _) -> new StationId(row.getInt(1))).list();
    }

    /** A number that this station was not told before; from 1 on. */
    int nextNumber(StationId station) {
        return jdbc.sql("""
                        select case when coalesce(max(message_id), 0) < 1 then 1 else least(max(message_id)::bigint + 1, 2147483647) end
                        from display_message where station_id = :station
                        """)
                .param("station", station.key())
                .query(Integer.class)
                .single();
    }

    private static ShownMessage message(ResultSet row) throws SQLException {
        return new ShownMessage(
                new StationId(row.getInt("station_id")),
                row.getInt("message_id"),
                Status.valueOf(row.getString("status").toUpperCase(Locale.ROOT)),
                row.getString("reason"),
                read(row.getString("wanted")),
                read(row.getString("held")),
                row.getString("told"),
                row.getString("actor"),
                row.getObject("changed_at", OffsetDateTime.class).toInstant(),
                instant(row, "reported_at"));
    }

    private static @Nullable DisplayMessage read(@Nullable String json) {
        return json == null ? null : JSON.readValue(json, DisplayMessage.class);
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
