package dev.stationmaster.devicemodel;

import dev.stationmaster.devicemodel.KnownValues.Known;
import dev.stationmaster.devicemodel.KnownValues.LastChange;
import dev.stationmaster.station.StationId;
import java.sql.Types;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads a few variables of many stations. */
@Repository
class KnownValuesStore {
    private final JdbcClient jdbc;

    KnownValuesStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<Known> values(Integer[] stations, String[] keys) {
        return jdbc.sql("""
                        select station_id, variable_key, attribute, value, mutability, reported_at, source from device_variable
                        where station_id = any(:stations::int[]) and variable_key = any(:keys::text[])
                        """)
                .param("stations", stations, Types.ARRAY)
                .param("keys", keys, Types.ARRAY)
                .query((row, _) -> new Known(
                        new StationId(row.getInt("station_id")),
                        row.getString("variable_key"),
                        row.getString("attribute"),
                        row.getString("value"),
                        row.getString("mutability"),
                        row.getTimestamp("reported_at").toInstant(),
                        row.getString("source")))
                .list();
    }

    List<LastChange> lastChanges(Integer[] stations, String[] keys) {
        return jdbc.sql("""
                        select distinct on (station_id, variable_key, attribute)
                               station_id, variable_key, attribute, old_value, new_value, source, actor, command_id, changed_at
                        from variable_change
                        where station_id = any(:stations::int[]) and variable_key = any(:keys::text[])
                        order by station_id, variable_key, attribute, id desc
                        """)
                .param("stations", stations, Types.ARRAY)
                .param("keys", keys, Types.ARRAY)
                .query((row, _) -> new LastChange(
                        new StationId(row.getInt("station_id")),
                        row.getString("variable_key"),
                        row.getString("attribute"),
                        row.getString("old_value"),
                        row.getString("new_value"),
                        row.getString("source"),
                        row.getString("actor"),
                        row.getObject("command_id", UUID.class),
                        row.getTimestamp("changed_at").toInstant()))
                .list();
    }
}
