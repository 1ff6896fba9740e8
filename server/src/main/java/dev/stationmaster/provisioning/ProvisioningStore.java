package dev.stationmaster.provisioning;

import dev.stationmaster.ledger.FactWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Which entries were applied, and in what form. */
@Repository
class ProvisioningStore implements FactWriter<EntryApplied, Void> {
    private static final String SAVE = """
            insert into provisioning_entry (entry_key, last_hash, file_hash, applied_at)
            select key, hash, case when from_file then hash end, at
            from unnest(?::text[], ?::bytea[], ?::boolean[], ?::timestamptz[]) as new (key, hash, from_file, at)
            on conflict (entry_key) do update set
                last_hash = excluded.last_hash,
                file_hash = coalesce(excluded.file_hash, provisioning_entry.file_hash),
                applied_at = excluded.applied_at
            """;

    private final JdbcClient jdbc;

    ProvisioningStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * The forms in which an entry was applied last.
     *
     * @param last by file or request
     * @param file by the file of a start; null when it never stood there
     */
    record Hashes(byte[] last, byte @Nullable [] file) {}

    /** An entry as it is shown. */
    record Applied(String key, Instant appliedAt) {}

    Map<String, Hashes> all() {
        Map<String, Hashes> all = new HashMap<>();
        jdbc.sql("select entry_key, last_hash, file_hash from provisioning_entry")
                .query((row, _) -> all.put(
                        row.getString("entry_key"), new Hashes(row.getBytes("last_hash"), row.getBytes("file_hash"))))
                .list();
        return all;
    }

    List<Applied> list(@Nullable String after, int limit) {
        return jdbc.sql("""
                select entry_key, applied_at from provisioning_entry
                where :after::text is null or entry_key > :after
                order by entry_key limit :limit
                """)
                .param("after", after, Types.VARCHAR)
                .param("limit", limit)
                .query((row, _) -> new Applied(
                        row.getString("entry_key"),
                        row.getObject("applied_at", OffsetDateTime.class).toInstant()))
                .list();
    }

    @Override
    public Class<EntryApplied> factType() {
        return EntryApplied.class;
    }

    @Override
    public int order() {
        return 25;
    }

    @Override
    public List<@Nullable Void> write(Connection connection, List<EntryApplied> facts) throws SQLException {
        Map<String, EntryApplied> last = LinkedHashMap.newLinkedHashMap(facts.size());
        for (var fact : facts) last.put(fact.key(), fact);
        var rows = List.copyOf(last.values());
        try (var save = connection.prepareStatement(SAVE)) {
            save.setArray(
                    1,
                    connection.createArrayOf(
                            "text", rows.stream().map(EntryApplied::key).toArray()));
            save.setArray(
                    2,
                    connection.createArrayOf(
                            "bytea", rows.stream().map(EntryApplied::hash).toArray(byte[][]::new)));
            save.setArray(
                    3,
                    connection.createArrayOf(
                            "bool", rows.stream().map(EntryApplied::fromFile).toArray()));
            save.setArray(
                    4,
                    connection.createArrayOf(
                            "timestamptz",
                            rows.stream().map(fact -> fact.at().toString()).toArray()));
            save.executeUpdate();
        }
        return Collections.nCopies(facts.size(), null);
    }
}
