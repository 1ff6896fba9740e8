package dev.stationmaster.savedview;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Saved views in the database. */
@Repository
class SavedViewStore {
    private final JdbcClient jdbc;

    SavedViewStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    record Row(String name, String search, Instant changedAt) {}

    List<Row> of(String person, String list) {
        return jdbc.sql(
                        "select name, search, changed_at from saved_view where person = :person and list = :list order by name")
                .param("person", person)
                .param("list", list)
                .query((row, _) -> new Row(
                        row.getString("name"),
                        row.getString("search"),
                        row.getTimestamp("changed_at").toInstant()))
                .list();
    }

    void save(String person, String list, Row view) {
        jdbc.sql("""
                        insert into saved_view (person, list, name, search, changed_at)
                        values (:person, :list, :name, :search::jsonb, :at)
                        on conflict (person, list, name) do update
                        set search = excluded.search, changed_at = excluded.changed_at""")
                .param("person", person)
                .param("list", list)
                .param("name", view.name())
                .param("search", view.search())
                .param("at", Timestamp.from(view.changedAt()))
                .update();
    }

    void delete(String person, String list, String name) {
        jdbc.sql("delete from saved_view where person = :person and list = :list and name = :name")
                .param("person", person)
                .param("list", list)
                .param("name", name)
                .update();
    }
}
