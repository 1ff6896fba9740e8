package dev.stationmaster.transaction;

import dev.stationmaster.authorization.IdToken;
import dev.stationmaster.authorization.Verdict;
import dev.stationmaster.station.StationId;
import dev.stationmaster.transaction.TransactionRow.Begin;
import dev.stationmaster.transaction.TransactionRow.Charging;
import dev.stationmaster.transaction.TransactionRow.End;
import dev.stationmaster.transaction.TransactionRow.Holder;
import dev.stationmaster.transaction.TransactionRow.Place;
import dev.stationmaster.transaction.TransactionRow.StopToken;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** A row of the table as a record. */
@Component
class TransactionColumns {
    private static final TypeReference<Map<String, String>> FLAGS = new TypeReference<>() {};
    private static final TypeReference<List<String>> WORDS = new TypeReference<>() {};

    private final JsonMapper json;

    TransactionColumns(JsonMapper json) {
        this.json = json;
    }

    @Nullable
    String text(Map<String, String> flags) {
        return flags.isEmpty() ? null : json.writeValueAsString(flags);
    }

    @Nullable
    String text(List<String> words) {
        return words.isEmpty() ? null : json.writeValueAsString(words);
    }

    TransactionStore.Stored stored(ResultSet row) throws SQLException {
        var stored = new TransactionRow(
                row.getLong("id"),
                row.getObject("public_id", UUID.class),
                new StationId(row.getInt("station_id")),
                row.getString("version"),
                row.getBoolean("station_named"),
                row.getString("wire_id"),
                row.getObject("day", LocalDate.class),
                time(row, "first_received_at"),
                place(row),
                holder(row),
                begin(row),
                end(row),
                stopToken(row),
                charging(row),
                number(row, "remote_start_id"),
                number(row, "reservation_id"),
                row.getBoolean("offline"),
                number(row, "time_spent_charging_seconds"),
                row.getBoolean("id_used"),
                row.getBoolean("detached"),
                flags(row.getString("own_flags")));
        var conclusions = new Conclusions(
                decimal(row, "start_energy_wh"),
                decimal(row, "stop_energy_wh"),
                decimal(row, "energy_wh"),
                words(row.getString("missing")),
                flags(row.getString("flags")),
                maybeTime(row, "last_reading_at"),
                real(row, "power_w"),
                real(row, "soc_percent"));
        return new TransactionStore.Stored(stored, time(row, "last_received_at"), conclusions);
    }

    private static @Nullable Place place(ResultSet row) throws SQLException {
        Integer evse = number(row, "evse");
        return evse == null
                ? null
                : new Place(
                        evse,
                        row.getInt("place_seq"),
                        number(row, "connector"),
                        number(row, "connector_seq"),
                        number(row, "wire_connector"));
    }

    private static @Nullable Holder holder(ResultSet row) throws SQLException {
        String token = row.getString("token");
        if (token == null) return null;
        var verdict = new Verdict(
                Verdict.Status.valueOf(row.getString("verdict")),
                row.getString("token_group"),
                maybeTime(row, "verdict_until"),
                row.getString("verdict_rule"));
        return new Holder(new IdToken(token, row.getString("token_type")), row.getInt("token_seq"), verdict);
    }

    private static @Nullable Begin begin(ResultSet row) throws SQLException {
        Instant at = maybeTime(row, "started_at");
        return at == null
                ? null
                : new Begin(at, time(row, "start_received_at"), row.getInt("start_seq"), decimal(row, "start_wh"));
    }

    private static @Nullable End end(ResultSet row) throws SQLException {
        Instant at = maybeTime(row, "stopped_at");
        return at == null
                ? null
                : new End(
                        at,
                        time(row, "stop_received_at"),
                        row.getInt("stop_seq"),
                        decimal(row, "stop_wh"),
                        row.getString("stop_reason"),
                        row.getBoolean("stop_presumed"));
    }

    private static @Nullable StopToken stopToken(ResultSet row) throws SQLException {
        String token = row.getString("stop_token");
        return token == null
                ? null
                : new StopToken(new IdToken(token, row.getString("stop_token_type")), row.getInt("stop_token_seq"));
    }

    private static @Nullable Charging charging(ResultSet row) throws SQLException {
        String state = row.getString("charging_state");
        return state == null ? null : new Charging(state, row.getInt("charging_state_seq"));
    }

    private Map<String, String> flags(@Nullable String text) {
        return text == null ? Map.of() : Map.copyOf(json.readValue(text, FLAGS));
    }

    private List<String> words(@Nullable String text) {
        return text == null ? List.of() : List.copyOf(json.readValue(text, WORDS));
    }

    static Instant time(ResultSet row, String column) throws SQLException {
        return Objects.requireNonNull(maybeTime(row, column));
    }

    static @Nullable Instant maybeTime(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    static @Nullable Integer number(ResultSet row, String column) throws SQLException {
        int number = row.getInt(column);
        return row.wasNull() ? null : number;
    }

    private static @Nullable Double real(ResultSet row, String column) throws SQLException {
        double number = row.getDouble(column);
        return row.wasNull() ? null : number;
    }

    private static @Nullable BigDecimal decimal(ResultSet row, String column) throws SQLException {
        return row.getBigDecimal(column);
    }
}
