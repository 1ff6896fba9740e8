package dev.stationmaster.transaction;

import dev.stationmaster.ledger.Columns;
import dev.stationmaster.ledger.FactWriter;
import dev.stationmaster.ledger.RowShape;
import dev.stationmaster.transaction.TransactionRow.Begin;
import dev.stationmaster.transaction.TransactionRow.Charging;
import dev.stationmaster.transaction.TransactionRow.End;
import dev.stationmaster.transaction.TransactionRow.Holder;
import dev.stationmaster.transaction.TransactionRow.Place;
import dev.stationmaster.transaction.TransactionRow.StopToken;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/**
 * Writes transactions: many stations' in one statement. A row that is there is set to its new state; a <em>second</em> row for the same start,
 * the same station-made id or the same stop breaks a unique index, which refuses the message's facts, and the service then finds the first.
 */
@Repository
class TransactionRowStore implements FactWriter<TransactionFact, Void> {
    private static final String COLUMNS = """
            id, public_id, station_id, version, station_named, wire_id, day, first_received_at, last_received_at,
            evse, connector, wire_connector, place_seq, connector_seq,
            token, token_type, token_seq, verdict, verdict_rule, verdict_until, token_group,
            started_at, start_received_at, start_seq, start_wh,
            stopped_at, stop_received_at, stop_seq, stop_wh, stop_reason, stop_presumed,
            stop_token, stop_token_type, stop_token_seq, charging_state, charging_state_seq,
            remote_start_id, reservation_id, offline, time_spent_charging_seconds, id_used, detached,
            start_energy_wh, stop_energy_wh, energy_wh, missing, own_flags, flags,
            last_reading_at, power_w, soc_percent""";

    private static final String COPY = "copy transaction (" + COLUMNS + ") from stdin (format binary)";

    private static final String UPSERT = """
            insert into transaction (%s)
            select id, public_id, station_id, version, station_named, wire_id, %s, %s, %s,
                   evse, connector, wire_connector, place_seq, connector_seq,
                   token, token_type, token_seq, verdict, verdict_rule, %s, token_group,
                   %s, %s, start_seq, start_wh,
                   %s, %s, stop_seq, stop_wh, stop_reason, stop_presumed,
                   stop_token, stop_token_type, stop_token_seq, charging_state, charging_state_seq,
                   remote_start_id, reservation_id, offline, time_spent, id_used, detached,
                   start_energy_wh, stop_energy_wh, energy_wh, missing, own_flags, flags,
                   %s, power_w, soc_percent
            from unnest(?::bigint[], ?::uuid[], ?::int[], ?::text[], ?::bool[], ?::text[], ?::int[], ?::bigint[], ?::bigint[],
                        ?::int[], ?::int[], ?::int[], ?::int[], ?::int[],
                        ?::text[], ?::text[], ?::int[], ?::text[], ?::text[], ?::bigint[], ?::text[],
                        ?::bigint[], ?::bigint[], ?::int[], ?::numeric[],
                        ?::bigint[], ?::bigint[], ?::int[], ?::numeric[], ?::text[], ?::bool[],
                        ?::text[], ?::text[], ?::int[], ?::text[], ?::int[],
                        ?::int[], ?::int[], ?::bool[], ?::int[], ?::bool[], ?::bool[],
                        ?::numeric[], ?::numeric[], ?::numeric[], ?::text[], ?::text[], ?::text[],
                        ?::bigint[], ?::float8[], ?::float8[])
                 as new (id, public_id, station_id, version, station_named, wire_id, day, first_received, last_received,
                         evse, connector, wire_connector, place_seq, connector_seq,
                         token, token_type, token_seq, verdict, verdict_rule, verdict_until, token_group,
                         started, start_received, start_seq, start_wh,
                         stopped, stop_received, stop_seq, stop_wh, stop_reason, stop_presumed,
                         stop_token, stop_token_type, stop_token_seq, charging_state, charging_state_seq,
                         remote_start_id, reservation_id, offline, time_spent, id_used, detached,
                         start_energy_wh, stop_energy_wh, energy_wh, missing, own_flags, flags,
                         last_reading, power_w, soc_percent)
            on conflict (id) do update set
                wire_id = excluded.wire_id, last_received_at = excluded.last_received_at,
                evse = excluded.evse, connector = excluded.connector, wire_connector = excluded.wire_connector,
                place_seq = excluded.place_seq, connector_seq = excluded.connector_seq,
                token = excluded.token, token_type = excluded.token_type, token_seq = excluded.token_seq,
                verdict = excluded.verdict, verdict_rule = excluded.verdict_rule, verdict_until = excluded.verdict_until,
                token_group = excluded.token_group,
                started_at = excluded.started_at, start_received_at = excluded.start_received_at,
                start_seq = excluded.start_seq, start_wh = excluded.start_wh,
                stopped_at = excluded.stopped_at, stop_received_at = excluded.stop_received_at,
                stop_seq = excluded.stop_seq, stop_wh = excluded.stop_wh, stop_reason = excluded.stop_reason,
                stop_presumed = excluded.stop_presumed,
                stop_token = excluded.stop_token, stop_token_type = excluded.stop_token_type,
                stop_token_seq = excluded.stop_token_seq,
                charging_state = excluded.charging_state, charging_state_seq = excluded.charging_state_seq,
                remote_start_id = excluded.remote_start_id, reservation_id = excluded.reservation_id,
                offline = excluded.offline, time_spent_charging_seconds = excluded.time_spent_charging_seconds,
                id_used = excluded.id_used, detached = excluded.detached,
                start_energy_wh = excluded.start_energy_wh, stop_energy_wh = excluded.stop_energy_wh,
                energy_wh = excluded.energy_wh, missing = excluded.missing, own_flags = excluded.own_flags,
                flags = excluded.flags, last_reading_at = excluded.last_reading_at, power_w = excluded.power_w,
                soc_percent = excluded.soc_percent
            """.formatted(
                    COLUMNS,
                    Columns.day("day"),
                    Columns.time("first_received"),
                    Columns.time("last_received"),
                    Columns.time("verdict_until"),
                    Columns.time("started"),
                    Columns.time("start_received"),
                    Columns.time("stopped"),
                    Columns.time("stop_received"),
                    Columns.time("last_reading"));

    private final RowShape<Line> shape;

    TransactionRowStore(TransactionColumns texts) {
        this.shape = shape(texts);
    }

    @Override
    public Class<TransactionFact> factType() {
        return TransactionFact.class;
    }

    @Override
    public int order() {
        return 300;
    }

    private record Line(TransactionState state, TransactionRow row, Conclusions conclusions) {
        Line(TransactionState state) {
            this(state, state.row(), Conclusions.of(state));
        }
    }

    @Override
    public List<@Nullable Void> write(Connection connection, List<TransactionFact> facts) throws SQLException {
        upsert(connection, last(facts, _ -> true));
        return Collections.nCopies(facts.size(), null);
    }

    @Override
    public List<@Nullable Void> writeNew(Connection connection, List<TransactionFact> facts) throws SQLException {
        Set<Long> isNew = new HashSet<>();
        for (TransactionFact fact : facts) {
            if (fact.isNew()) isNew.add(fact.state().row().id());
        }
        if (!isNew.isEmpty()) shape.copy(connection, COPY, last(facts, isNew::contains));
        upsert(connection, last(facts, id -> !isNew.contains(id)));
        return Collections.nCopies(facts.size(), null);
    }

    /** The last state of each. */
    private static List<Line> last(List<TransactionFact> facts, LongPredicate wanted) {
        Map<Long, Line> last = LinkedHashMap.newLinkedHashMap(facts.size());
        for (TransactionFact fact : facts) {
            long id = fact.state().row().id();
            if (wanted.test(id)) last.put(id, new Line(fact.state()));
        }
        return List.copyOf(last.values());
    }

    private void upsert(Connection connection, List<Line> lines) throws SQLException {
        if (lines.isEmpty()) return;
        try (var upsert = connection.prepareStatement(UPSERT)) {
            shape.bind(upsert, lines);
            upsert.executeUpdate();
        }
    }

    private static RowShape<Line> shape(TransactionColumns texts) {
        RowShape<Line> shape = new RowShape<>();
        identity(shape);
        place(shape);
        token(shape);
        ends(shape);
        others(shape, texts);
        return shape;
    }

    private static void identity(RowShape<Line> columns) {
        columns.longs(line -> line.row.id())
                .uuids(line -> line.row.publicId())
                .ints(line -> line.row.station().key())
                .texts(line -> line.row.version())
                .flags(line -> line.row.stationNamed())
                .texts(line -> line.row.wireId())
                .days(line -> line.row.day())
                .times(line -> line.row.firstReceivedAt())
                .times(line -> line.state.lastReceivedAt());
    }

    private static void place(RowShape<Line> columns) {
        columns.ints(of(TransactionRow::place, Place::evse))
                .ints(of(TransactionRow::place, Place::connector))
                .ints(of(TransactionRow::place, Place::wireConnector))
                .ints(of(TransactionRow::place, Place::seq))
                .ints(of(TransactionRow::place, Place::connectorSeq));
    }

    private static void token(RowShape<Line> columns) {
        columns.texts(of(TransactionRow::holder, holder -> holder.token().value()))
                .texts(of(TransactionRow::holder, holder -> holder.token().type()))
                .ints(of(TransactionRow::holder, Holder::seq))
                .texts(of(
                        TransactionRow::holder,
                        holder -> holder.verdict().status().name()))
                .texts(of(TransactionRow::holder, holder -> holder.verdict().rule()))
                .times(of(TransactionRow::holder, holder -> holder.verdict().cacheUntil()))
                .texts(of(TransactionRow::holder, holder -> holder.verdict().group()));
    }

    private static void ends(RowShape<Line> columns) {
        columns.times(of(TransactionRow::begin, Begin::at))
                .times(of(TransactionRow::begin, Begin::receivedAt))
                .ints(of(TransactionRow::begin, Begin::seq))
                .numerics(of(TransactionRow::begin, Begin::wh))
                .times(of(TransactionRow::end, End::at))
                .times(of(TransactionRow::end, End::receivedAt))
                .ints(of(TransactionRow::end, End::seq))
                .numerics(of(TransactionRow::end, End::wh))
                .texts(of(TransactionRow::end, End::reason))
                .flags(line -> line.row.end() != null && line.row.end().presumed())
                .texts(of(TransactionRow::stopToken, stop -> stop.token().value()))
                .texts(of(TransactionRow::stopToken, stop -> stop.token().type()))
                .ints(of(TransactionRow::stopToken, StopToken::seq))
                .texts(of(TransactionRow::charging, Charging::state))
                .ints(of(TransactionRow::charging, Charging::seq));
    }

    private static void others(RowShape<Line> columns, TransactionColumns texts) {
        columns.ints(line -> line.row.remoteStartId())
                .ints(line -> line.row.reservationId())
                .flags(line -> line.row.offline())
                .ints(line -> line.row.timeSpentChargingSeconds())
                .flags(line -> line.row.idUsed())
                .flags(line -> line.row.detached())
                .numerics(line -> line.conclusions.startEnergyWh())
                .numerics(line -> line.conclusions.stopEnergyWh())
                .numerics(line -> line.conclusions.energyWh())
                .texts(line -> texts.text(line.conclusions.missing()))
                .texts(line -> texts.text(line.row.flags()))
                .texts(line -> texts.text(line.conclusions.flags()))
                .times(line -> line.conclusions.lastReadingAt())
                .doubles(line -> line.conclusions.powerW())
                .doubles(line -> line.conclusions.socPercent());
    }

    private static <P, T> Function<Line, @Nullable T> of(
            Function<TransactionRow, @Nullable P> part, Function<P, @Nullable T> value) {
        return line -> {
            P present = part.apply(line.row);
            return present == null ? null : value.apply(present);
        };
    }
}
