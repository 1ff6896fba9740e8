package dev.stationmaster.settings;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** What operators set, in the database. */
@Repository
class SettingStore {
    private final JdbcClient database;

    SettingStore(JdbcClient database) {
        this.database = database;
    }

    /** One stored value; station 0 stands for all stations. */
    record Row(int stationId, String key, String value) {}

    List<Row> all() {
        return database.sql("select station_id, key, value from setting")
                .query(Row.class)
                .list();
    }

    /** All or none; a null value removes the row. */
    @Transactional
    public void replace(int stationId, Map<String, @Nullable String> values, String actor, Instant at) {
        values.forEach((key, value) -> {
            if (value == null) remove(stationId, key);
            else put(new Row(stationId, key, value), actor, at);
        });
    }

    private void put(Row row, String actor, Instant at) {
        database.sql("""
                        insert into setting (station_id, key, value, changed_by, changed_at)
                        values (:station, :key, :value, :actor, :at)
                        on conflict (station_id, key)
                        do update set value = excluded.value, changed_by = excluded.changed_by, changed_at = excluded.changed_at
                        """)
                .param("station", row.stationId())
                .param("key", row.key())
                .param("value", row.value())
                .param("actor", actor)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }

    private void remove(int stationId, String key) {
        database.sql("delete from setting where station_id = :station and key = :key")
                .param("station", stationId)
                .param("key", key)
                .update();
    }
}
