package dev.stationmaster.devicemodel;

import dev.stationmaster.devicemodel.ReportedVariable.Characteristics;
import dev.stationmaster.ledger.FactWriter;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Writes variables, with the ledger's commits and for whole reports. */
@Component
class VariableRowStore implements FactWriter<VariableRow, Void> {
    private static final String UPSERT = """
            insert into device_variable as known (station_id, variable_key, attribute, component, component_instance, evse, connector,
                   variable, variable_instance, value, mutability, data_type, unit, min_limit, max_limit, values_list, persistent,
                   constant, reported_at, source)
            select * from unnest(?::int[], ?::text[], ?::text[], ?::text[], ?::text[], ?::int[], ?::int[], ?::text[], ?::text[],
                   ?::text[], ?::text[], ?::text[], ?::text[], ?::numeric[], ?::numeric[], ?::text[], ?::bool[], ?::bool[],
                   ?::timestamptz[], ?::text[])
            on conflict (station_id, variable_key, attribute) do update
            set value = case when coalesce(excluded.mutability, known.mutability) = 'WriteOnly' then null else excluded.value end,
                mutability = coalesce(excluded.mutability, known.mutability),
                data_type = coalesce(excluded.data_type, known.data_type),
                unit = coalesce(excluded.unit, known.unit),
                min_limit = coalesce(excluded.min_limit, known.min_limit),
                max_limit = coalesce(excluded.max_limit, known.max_limit),
                values_list = coalesce(excluded.values_list, known.values_list),
                persistent = coalesce(excluded.persistent, known.persistent),
                constant = coalesce(excluded.constant, known.constant),
                reported_at = excluded.reported_at,
                source = excluded.source
            """;

    @Override
    public Class<VariableRow> factType() {
        return VariableRow.class;
    }

    @Override
    public int order() {
        return 411;
    }

    @Override
    public List<@Nullable Void> write(Connection connection, List<VariableRow> facts) throws SQLException {
        Collection<VariableRow> distinct = distinct(facts);
        VariableChangeStore.write(connection, distinct);
        upsert(connection, distinct);
        return Collections.nCopies(facts.size(), null);
    }

    /** The last of equal ones counts. */
    static Collection<VariableRow> distinct(Collection<VariableRow> facts) {
        Map<String, VariableRow> last = new LinkedHashMap<>();
        for (VariableRow fact : facts) last.put(fact.key(), fact);
        return last.values();
    }

    /** @param facts distinct */
    static void upsert(Connection connection, Collection<VariableRow> facts) throws SQLException {
        var columns = new Columns<>(connection, List.copyOf(facts));
        try (PreparedStatement statement = connection.prepareStatement(UPSERT)) {
            columns.fill(statement);
            statement.executeUpdate();
        }
    }

    /** The columns of many rows as arrays, in the order of the statement's marks. */
    private record Columns<T extends VariableRow>(Connection connection, List<T> rows) {
        void fill(PreparedStatement statement) throws SQLException {
            int next = 1;
            statement.setArray(next++, array("int4", row -> row.station().key()));
            statement.setArray(next++, array("text", row -> row.variable().key()));
            statement.setArray(next++, array("text", VariableRow::attribute));
            statement.setArray(next++, array("text", row -> row.variable().component()));
            statement.setArray(next++, array("text", row -> row.variable().componentInstance()));
            statement.setArray(next++, array("int4", row -> row.variable().evse()));
            statement.setArray(next++, array("int4", row -> row.variable().connector()));
            statement.setArray(next++, array("text", row -> row.variable().name()));
            statement.setArray(next++, array("text", row -> row.variable().instance()));
            statement.setArray(next++, array("text", VariableRow::value));
            statement.setArray(next++, array("text", VariableRow::mutability));
            statement.setArray(next++, array("text", row -> of(row, Characteristics::dataType)));
            statement.setArray(next++, array("text", row -> of(row, Characteristics::unit)));
            statement.setArray(next++, array("numeric", row -> of(row, Characteristics::minLimit)));
            statement.setArray(next++, array("numeric", row -> of(row, Characteristics::maxLimit)));
            statement.setArray(next++, array("text", row -> of(row, Characteristics::valuesList)));
            statement.setArray(next++, array("bool", VariableRow::persistent));
            statement.setArray(next++, array("bool", VariableRow::constant));
            statement.setArray(next++, array("timestamptz", row -> Timestamp.from(row.reportedAt())));
            statement.setArray(next, array("text", VariableRow::source));
        }

        private java.sql.Array array(String type, Function<VariableRow, @Nullable Object> value) throws SQLException {
            return connection.createArrayOf(type, rows.stream().map(value).toArray());
        }

        private static @Nullable Object of(VariableRow row, Function<Characteristics, @Nullable Object> value) {
            Characteristics characteristics = row.characteristics();
            return characteristics == null ? null : value.apply(characteristics);
        }
    }
}
