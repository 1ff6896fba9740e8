package dev.stationmaster.devicemodel;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Writes the history of values, in the commit that changes them and before it does: a row for every value that becomes another. What a report or
 * an answer tells for the first time is no change; what we set is one even where the value may not be stored.
 */
final class VariableChangeStore {
    private static final String CHANGES = """
            insert into variable_change (station_id, variable_key, attribute, component, component_instance, evse, connector,
                   variable, variable_instance, old_value, new_value, source, actor, command_id, changed_at)
            select told.station_id, told.variable_key, told.attribute, told.component, told.component_instance, told.evse, told.connector,
                   told.variable, told.variable_instance, known.value,
                   case when coalesce(told.mutability, known.mutability) = 'WriteOnly' then null else told.value end,
                   told.source, told.actor, told.command_id, told.reported_at
            from unnest(?::int[], ?::text[], ?::text[], ?::text[], ?::text[], ?::int[], ?::int[], ?::text[], ?::text[],
                        ?::text[], ?::text[], ?::text[], ?::text[], ?::uuid[], ?::timestamptz[])
                 as told (station_id, variable_key, attribute, component, component_instance, evse, connector, variable, variable_instance,
                          value, mutability, source, actor, command_id, reported_at)
            left join device_variable known using (station_id, variable_key, attribute)
            where case when told.value is null or coalesce(told.mutability, known.mutability) = 'WriteOnly'
                       then told.source = 'set' or known.value is not null
                       else (known.station_id is not null or told.source in ('set', 'event')) and known.value is distinct from told.value
                  end
            """;

    private VariableChangeStore() {}

    /** @param facts distinct */
    static void write(Connection connection, Collection<VariableRow> facts) throws SQLException {
        List<VariableRow> rows = List.copyOf(facts);
        try (PreparedStatement statement = connection.prepareStatement(CHANGES)) {
            var columns = new Columns(connection, statement, rows);
            columns.add("int4", row -> row.station().key());
            columns.add("text", row -> row.variable().key());
            columns.add("text", VariableRow::attribute);
            columns.add("text", row -> row.variable().component());
            columns.add("text", row -> row.variable().componentInstance());
            columns.add("int4", row -> row.variable().evse());
            columns.add("int4", row -> row.variable().connector());
            columns.add("text", row -> row.variable().name());
            columns.add("text", row -> row.variable().instance());
            columns.add("text", VariableRow::value);
            columns.add("text", VariableRow::mutability);
            columns.add("text", VariableRow::source);
            columns.add("text", row -> row.origin().actor());
            columns.add("uuid", row -> row.origin().command());
            columns.add("timestamptz", row -> Timestamp.from(row.reportedAt()));
            statement.executeUpdate();
        }
    }

    /** The columns of many rows as arrays, in the order of the statement's marks. */
    private static final class Columns {
        private final Connection connection;
        private final PreparedStatement statement;
        private final List<VariableRow> rows;
        private int next = 1;

        Columns(Connection connection, PreparedStatement statement, List<VariableRow> rows) {
            this.connection = connection;
            this.statement = statement;
            this.rows = rows;
        }

        void add(String type, Function<VariableRow, @Nullable Object> value) throws SQLException {
            Object[] values = rows.stream().map(value).toArray();
            statement.setArray(next++, connection.createArrayOf(type, values));
        }
    }
}
