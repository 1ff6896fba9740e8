package dev.stationmaster.charging;

import dev.stationmaster.command.ChargingProfileJson;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** The library of profiles in the database. */
@Repository
class LibraryStore {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String COLUMNS =
            "select id, name, description, profile, created_at, changed_at from charging_profile ";

    private final JdbcClient jdbc;

    LibraryStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** By name. */
    List<StoredProfile> list(@Nullable String afterName, int limit) {
        return jdbc.sql(COLUMNS + """
                        where :after::text is null or lower(name) > :after order by lower(name) limit :limit
                        """)
                .param("after", afterName)
                .param("limit", limit)
                .query((row, _) -> read(row))
                .list();
    }

    Optional<StoredProfile> find(UUID id) {
        return jdbc.sql(COLUMNS + "where id = :id")
                .param("id", id)
                .query((row, _) -> read(row))
                .optional();
    }

    Optional<StoredProfile> find(String name) {
        return jdbc.sql(COLUMNS + "where lower(name) = lower(:name)")
                .param("name", name)
                .query((row, _) -> read(row))
                .optional();
    }

    /** False when another one has the name. */
    boolean insert(StoredProfile profile) {
        return jdbc.sql("""
                        insert into charging_profile (id, name, description, profile, created_at, changed_at)
                        values (:id, :name, :description, :profile, :createdAt, :changedAt) on conflict do nothing
                        """)
                        .param("id", profile.id())
                        .param("name", profile.name())
                        .param("description", profile.description())
                        .param("profile", JSON.writeValueAsString(ChargingProfileJson.view(profile.profile())))
                        .param("createdAt", Timestamp.from(profile.createdAt()))
                        .param("changedAt", Timestamp.from(profile.changedAt()))
                        .update()
                > 0;
    }

    /** False when it is gone, or another one has the name. */
    boolean update(StoredProfile profile) {
        return jdbc.sql("""
                        update charging_profile
                        set name = :name, description = :description, profile = :profile, changed_at = :changedAt
                        where id = :id
                          and not exists (select 1 from charging_profile other
                                          where lower(other.name) = lower(:name) and other.id <> :id)
                        """)
                        .param("id", profile.id())
                        .param("name", profile.name())
                        .param("description", profile.description())
                        .param("profile", JSON.writeValueAsString(ChargingProfileJson.view(profile.profile())))
                        .param("changedAt", Timestamp.from(profile.changedAt()))
                        .update()
                > 0;
    }

    boolean delete(UUID id) {
        return jdbc.sql("delete from charging_profile where id = :id")
                        .param("id", id)
                        .update()
                > 0;
    }

    private static StoredProfile read(ResultSet row) throws SQLException {
        return new StoredProfile(
                row.getObject("id", UUID.class),
                row.getString("name"),
                row.getString("description"),
                ChargingProfileJson.stored(row.getString("profile")),
                row.getTimestamp("created_at").toInstant(),
                row.getTimestamp("changed_at").toInstant());
    }
}
