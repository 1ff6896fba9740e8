package dev.stationmaster.file;

import dev.stationmaster.file.FileGrant.Direction;
import dev.stationmaster.file.StoredFile.Kind;
import dev.stationmaster.platform.web.Paging;
import dev.stationmaster.station.StationId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What is known of files and grants. Nothing here is on the way of a message. */
@Repository
class FileStore {
    private final JdbcClient jdbc;

    FileStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A grant with the hash of its secret. */
    record Hashed(FileGrant grant, byte[] secretHash) {}

    long grant(
            StationId station,
            UUID job,
            Direction direction,
            byte[] secretHash,
            String name,
            @Nullable UUID file,
            Instant now,
            Instant expiresAt) {
        return jdbc.sql("""
                insert into file_grant (station_id, job_id, direction, secret_hash, name, file_id, created_at, expires_at)
                values (:station, :job, :direction, :hash, :name, :file, :now, :expires) returning id
                """)
                .param("station", station.key())
                .param("job", job)
                .param("direction", word(direction))
                .param("hash", secretHash)
                .param("name", name)
                .param("file", file)
                .param("now", Timestamp.from(now))
                .param("expires", Timestamp.from(expiresAt))
                .query(Long.class)
                .single();
    }

    Optional<Hashed> grant(long id) {
        return jdbc.sql("select * from file_grant where id = :id")
                .param("id", id)
                .query((row, _) -> new Hashed(
                        new FileGrant(
                                row.getLong("id"),
                                new StationId(row.getInt("station_id")),
                                row.getObject("job_id", UUID.class),
                                Direction.valueOf(row.getString("direction").toUpperCase(Locale.ROOT)),
                                row.getString("name"),
                                row.getObject("file_id", UUID.class),
                                row.getTimestamp("expires_at").toInstant(),
                                row.getTimestamp("used_at") != null,
                                row.getTimestamp("ended_at") != null),
                        row.getBytes("secret_hash")))
                .optional();
    }

    void endGrants(UUID job, Instant now) {
        jdbc.sql("update file_grant set ended_at = :now where job_id = :job and ended_at is null")
                .param("now", Timestamp.from(now))
                .param("job", job)
                .update();
    }

    int forgetGrants(Instant expiredBefore) {
        return jdbc.sql("delete from file_grant where expires_at < :before")
                .param("before", Timestamp.from(expiredBefore))
                .update();
    }

    void add(StoredFile file) {
        int added = insert(file, "values (:id, :kind, :name, :size, :sha, :station, :job, :actor, :at)", 0);
        if (added != 1) throw new IllegalStateException("file not stored");
    }

    /** @return false when the grant was used by another upload meanwhile, or ended */
    boolean addAndUse(StoredFile file, long grant) {
        return insert(file, """
                select :id, :kind, :name, :size, :sha, :station, :job, :actor, :at from used
                """, grant) == 1;
    }

    private int insert(StoredFile file, String source, long grant) {
        return jdbc.sql("""
                with used as (
                    update file_grant set used_at = :at, file_id = :id
                    where id = :grant and used_at is null and ended_at is null returning id)
                insert into stored_file (id, kind, name, size_bytes, sha256, station_id, job_id, actor, stored_at)
                """ + source)
                .param("id", file.id())
                .param("kind", word(file.kind()))
                .param("name", file.name())
                .param("size", file.sizeBytes())
                .param("sha", file.sha256())
                .param("station", file.station() == null ? null : file.station().key(), java.sql.Types.INTEGER)
                .param("job", file.job(), java.sql.Types.OTHER)
                .param("actor", file.actor())
                .param("at", Timestamp.from(file.storedAt()))
                .param("grant", grant)
                .update();
    }

    /** An upload that turned out to be cut short. */
    void undo(UUID file, long grant) {
        jdbc.sql("""
                with freed as (update file_grant set used_at = null, file_id = null where id = :grant)
                delete from stored_file where id = :file
                """).param("grant", grant).param("file", file).update();
    }

    Optional<StoredFile> find(UUID id) {
        return jdbc.sql("select * from stored_file where id = :id")
                .param("id", id)
                .query((row, _) -> file(row))
                .optional();
    }

    /** The newest first. */
    List<StoredFile> list(@Nullable StationId station, @Nullable String kind, Paging paging) {
        return jdbc.sql("""
                        select * from stored_file
                        where (:station::int is null or station_id = :station) and (:kind::text is null or kind = :kind)
                          and (:after::uuid is null or id < :after::uuid)
                        order by id desc limit :limit
                        """)
                .param("station", station == null ? null : station.key(), java.sql.Types.INTEGER)
                .param("kind", kind, java.sql.Types.VARCHAR)
                .param("after", paging.after(), java.sql.Types.VARCHAR)
                .param("limit", paging.fetch())
                .query((row, _) -> file(row))
                .list();
    }

    boolean delete(UUID id) {
        return jdbc.sql("delete from stored_file where id = :id")
                        .param("id", id)
                        .update()
                == 1;
    }

    List<UUID> uploadsBefore(Instant before) {
        return jdbc.sql("select id from stored_file where kind = 'upload' and stored_at < :before")
                .param("before", Timestamp.from(before))
                .query((row, _) -> row.getObject("id", UUID.class))
                .list();
    }

    long uploadedBytes() {
        return bytes(Kind.UPLOAD);
    }

    long bytes(Kind kind) {
        return jdbc.sql("select coalesce(sum(size_bytes), 0) from stored_file where kind = :kind")
                .param("kind", word(kind))
                .query(Long.class)
                .single();
    }

    private static StoredFile file(ResultSet row) throws SQLException {
        Integer station = row.getObject("station_id", Integer.class);
        return new StoredFile(
                row.getObject("id", UUID.class),
                Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
                row.getString("name"),
                row.getLong("size_bytes"),
                row.getString("sha256"),
                station == null ? null : new StationId(station),
                row.getObject("job_id", UUID.class),
                row.getString("actor"),
                row.getTimestamp("stored_at").toInstant());
    }

    static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
