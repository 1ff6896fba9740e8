package dev.stationmaster.audit;

import dev.stationmaster.platform.web.Paging;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The audit in the database. */
@Repository
class AuditStore {
    private final JdbcClient jdbc;

    AuditStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param before and after: JSON */
    record Row(
            long id,
            Instant at,
            String actor,
            String via,
            @Nullable String remoteAddress,
            String action,
            String object,
            @Nullable String before,
            @Nullable String after) {}

    /**
     * Null asks for any. A star at the end of an action or object stands for all that begin so, one at its beginning for all that end so.
     *
     * @param newerThan the number of an entry; only those written after it
     */
    record Filter(
            @Nullable String actor,
            @Nullable String object,
            @Nullable String action,
            @Nullable Instant since,
            @Nullable Instant until,
            @Nullable Long newerThan) {}

    void insert(AuditLog.Entry entry, @Nullable String before, @Nullable String after, Instant at) {
        jdbc.sql("""
                insert into audit_entry (at, actor, via, remote_address, action, object, before, after)
                values (:at, :actor, :via, :address, :action, :object, :before, :after)
                """)
                .param("at", Timestamp.from(at))
                .param("actor", clean(entry.actor()))
                .param("via", entry.via())
                .param("address", entry.remoteAddress(), Types.VARCHAR)
                .param("action", entry.action())
                .param("object", clean(entry.object()))
                .param("before", before, Types.VARCHAR)
                .param("after", after, Types.VARCHAR)
                .update();
    }

    /** PostgreSQL stores no NUL character. */
    private static String clean(String text) {
        return text.replace('\0', '\uFFFD');
    }

    /** The newest first. */
    List<Row> find(Filter filter, Paging paging) {
        return jdbc.sql("""
                select * from audit_entry
                where (:actor::text is null or lower(actor) = lower(:actor))
                  and (:object::text is null or object like :object) and (:action::text is null or action like :action)
                  and (:since::timestamptz is null or at >= :since) and (:until::timestamptz is null or at < :until)
                  and (:after::bigint is null or id < :after) and (:newer::bigint is null or id > :newer)
                order by id desc limit :limit
                """)
                .param("actor", filter.actor(), Types.VARCHAR)
                .param("object", pattern(filter.object()), Types.VARCHAR)
                .param("action", pattern(filter.action()), Types.VARCHAR)
                .param("since", timestamp(filter.since()), Types.TIMESTAMP)
                .param("until", timestamp(filter.until()), Types.TIMESTAMP)
                .param("after", paging.afterNumber(), Types.BIGINT)
                .param("newer", filter.newerThan(), Types.BIGINT)
                .param("limit", paging.fetch())
                .query((row, _) -> new Row(
                        row.getLong("id"),
                        row.getTimestamp("at").toInstant(),
                        row.getString("actor"),
                        row.getString("via"),
                        row.getString("remote_address"),
                        row.getString("action"),
                        row.getString("object"),
                        row.getString("before"),
                        row.getString("after")))
                .list();
    }

    private static @Nullable String pattern(@Nullable String text) {
        if (text == null) return null;
        String escaped = text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
        return escaped.replaceFirst("^\\*", "%").replaceFirst("\\*$", "%");
    }

    private static @Nullable Timestamp timestamp(@Nullable Instant at) {
        return at == null ? null : Timestamp.from(at);
    }
}
