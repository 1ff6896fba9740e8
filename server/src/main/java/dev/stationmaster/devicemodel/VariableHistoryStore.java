package dev.stationmaster.devicemodel;

import dev.stationmaster.devicemodel.VariableHistory.Entry;
import dev.stationmaster.station.StationId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads and shortens the history of values. */
@Component
class VariableHistoryStore {
    private final JdbcClient jdbc;

    VariableHistoryStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<Entry> list(
            StationId station,
            @Nullable String component,
            @Nullable String variable,
            @Nullable Long before,
            int limit) {
        return jdbc.sql("""
                select id, attribute, component, component_instance, evse, connector, variable, variable_instance, old_value, new_value,
                       source, actor, command_id, changed_at
                from variable_change
                where station_id = :station
                  and (:component::text is null or lower(component) = lower(:component))
                  and (:variable::text is null or lower(variable) = lower(:variable))
                  and (:before::bigint is null or id < :before)
                order by id desc
                limit :limit
                """)
                .param("station", station.key())
                .param("component", component)
                .param("variable", variable)
                .param("before", before)
                .param("limit", limit)
                .query((row, _) -> entry(row))
                .list();
    }

    int deleteBefore(Instant time) {
        return jdbc.sql("delete from variable_change where changed_at < :time")
                .param("time", Timestamp.from(time))
                .update();
    }

    private static Entry entry(ResultSet row) throws SQLException {
        return new Entry(
                row.getLong("id"),
                new Variable(
                        row.getString("component"),
                        row.getString("component_instance"),
                        row.getObject("evse", Integer.class),
                        row.getObject("connector", Integer.class),
                        row.getString("variable"),
                        row.getString("variable_instance")),
                row.getString("attribute"),
                row.getString("old_value"),
                row.getString("new_value"),
                row.getString("source"),
                row.getString("actor"),
                row.getObject("command_id", UUID.class),
                row.getTimestamp("changed_at").toInstant());
    }
}
