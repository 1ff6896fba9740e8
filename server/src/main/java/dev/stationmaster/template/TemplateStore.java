package dev.stationmaster.template;

import dev.stationmaster.devicemodel.WantedValue;
import dev.stationmaster.station.StationChoice.StationFilter;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Templates in the database. */
@Repository
class TemplateStore {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final TypeReference<List<WantedValue>> VALUES = new TypeReference<>() {};

    private final JdbcClient jdbc;

    TemplateStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** By their names. */
    List<Template> all() {
        return jdbc.sql("select * from configuration_template where deleted_at is null order by lower(name)")
                .query((row, _) -> template(row))
                .list();
    }

    Optional<Template> find(UUID id) {
        return jdbc.sql("select * from configuration_template where id = :id and deleted_at is null")
                .param("id", id)
                .query((row, _) -> template(row))
                .optional();
    }

    /** Whether another one bears that name. */
    boolean isTaken(String name, UUID except) {
        return jdbc.sql("""
                        select exists (select from configuration_template
                                       where lower(name) = lower(:name) and id <> :id and deleted_at is null)
                        """)
                .param("name", name)
                .param("id", except)
                .query(Boolean.class)
                .single();
    }

    void save(Template template) {
        jdbc.sql("""
                        insert into configuration_template (id, name, description, stations, intents, version, actor, created_at, changed_at)
                        values (:id, :name, :description, :stations, :intents, :version, :actor, :created, :changed)
                        on conflict (id) do update set
                            name = excluded.name, description = excluded.description, stations = excluded.stations,
                            intents = excluded.intents, version = excluded.version, actor = excluded.actor,
                            changed_at = excluded.changed_at
                        """)
                .param("id", template.id())
                .param("name", template.name())
                .param("description", template.description())
                .param("stations", JSON.writeValueAsString(template.stations()))
                .param("intents", JSON.writeValueAsString(template.values()))
                .param("version", template.version())
                .param("actor", template.actor())
                .param("created", Timestamp.from(template.createdAt()))
                .param("changed", Timestamp.from(template.changedAt()))
                .update();
    }

    void delete(UUID id, Instant at) {
        jdbc.sql("update configuration_template set deleted_at = :at where id = :id")
                .param("id", id)
                .param("at", Timestamp.from(at))
                .update();
    }

    private static Template template(ResultSet row) throws SQLException {
        return new Template(
                row.getObject("id", UUID.class),
                row.getString("name"),
                row.getString("description"),
                JSON.readValue(row.getString("stations"), StationFilter.class),
                JSON.readValue(row.getString("intents"), VALUES),
                row.getInt("version"),
                row.getString("actor"),
                row.getTimestamp("created_at").toInstant(),
                row.getTimestamp("changed_at").toInstant());
    }
}
