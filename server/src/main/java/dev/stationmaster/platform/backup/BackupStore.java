package dev.stationmaster.platform.backup;

import java.io.IOException;
import java.io.OutputStream;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.postgresql.PGConnection;

/** Reads a whole database as it was at one moment, while others go on writing. */
final class BackupStore {
    /** Written by the migrations themselves. */
    private static final String HISTORY = "flyway_schema_history";

    private final Connection connection;

    /** @param connection for nothing else; its transaction is the moment */
    BackupStore(Connection connection) throws SQLException {
        this.connection = connection;
        connection.setAutoCommit(false);
        connection.setReadOnly(true);
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
    }

    String schemaVersion() throws SQLException {
        var versions = rows("""
                select version from flyway_schema_history
                where success and version is not null order by installed_rank desc
                """, row -> row.getString(1));
        if (versions.isEmpty()) throw new SQLException("no migration was applied yet");
        // Migrations of a later number may have been applied before: what counts is the highest.
        return versions.stream()
                .max(java.util.Comparator.comparingInt(Integer::parseInt))
                .orElseThrow();
    }

    /** Every table but the migrations' own, partitions apart; referenced tables first. Row counts are 0 until they are copied. */
    List<Manifest.Table> tables() throws SQLException {
        var columns = new LinkedHashMap<String, List<String>>();
        rows(
                """
                select c.relname, a.attname
                from pg_class c
                join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
                where c.relnamespace = current_schema()::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
                order by c.relname, a.attnum
                """,
                row -> columns.computeIfAbsent(row.getString(1), _ -> new ArrayList<>())
                        .add(row.getString(2)));
        columns.remove(HISTORY);
        var references = new HashMap<String, List<String>>();
        rows(
                """
                select c.relname, r.relname
                from pg_constraint f
                join pg_class c on c.oid = f.conrelid
                join pg_class r on r.oid = f.confrelid
                where f.contype = 'f' and f.connamespace = current_schema()::regnamespace and f.conrelid <> f.confrelid
                """,
                row -> references
                        .computeIfAbsent(row.getString(1), _ -> new ArrayList<>())
                        .add(row.getString(2)));
        var ordered = new LinkedHashMap<String, Manifest.Table>();
        columns.keySet().forEach(name -> place(name, columns, references, ordered));
        return List.copyOf(ordered.values());
    }

    List<String> partitions() throws SQLException {
        return rows("""
                with recursive tree as (
                    select i.inhrelid, i.inhparent, 1 as depth from pg_inherits i
                    join pg_class p on p.oid = i.inhparent
                    where p.relkind = 'p' and not p.relispartition and p.relnamespace = current_schema()::regnamespace
                    union all
                    select i.inhrelid, i.inhparent, tree.depth + 1 from pg_inherits i join tree on i.inhparent = tree.inhrelid
                )
                select format('create table if not exists %I partition of %I %s%s%s',
                    c.relname, p.relname, pg_get_expr(c.relpartbound, c.oid),
                    ' partition by ' || pg_get_partkeydef(c.oid),
                    ' with (' || array_to_string(c.reloptions, ', ') || ')')
                from tree join pg_class c on c.oid = tree.inhrelid join pg_class p on p.oid = tree.inhparent
                where c.relkind in ('r', 'p')
                order by tree.depth, c.relname
                """, row -> row.getString(1));
    }

    /** Read last: a sequence knows no moment, and it may be ahead of the rows but never behind them. */
    List<Manifest.Sequence> sequences() throws SQLException {
        return rows("""
                select sequencename, last_value from pg_sequences
                where schemaname = current_schema() and last_value is not null order by sequencename
                """, row -> new Manifest.Sequence(row.getString(1), row.getLong(2)));
    }

    /** @return the rows that were copied */
    long copy(Manifest.Table table, OutputStream target) throws SQLException, IOException {
        return connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyOut("copy (select %s from \"%s\") to stdout".formatted(table.columnList(), table.name()), target);
    }

    private static void place(
            String name,
            Map<String, List<String>> columns,
            Map<String, List<String>> references,
            Map<String, Manifest.Table> ordered) {
        if (ordered.containsKey(name) || !columns.containsKey(name)) return;
        references.getOrDefault(name, List.of()).forEach(other -> {
            if (!ordered.containsKey(other)) place(other, columns, references, ordered);
        });
        ordered.put(name, new Manifest.Table(name, columns.getOrDefault(name, List.of()), 0));
    }

    private <T> List<T> rows(String query, Row<T> reader) throws SQLException {
        var found = new ArrayList<T>();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            while (rows.next()) found.add(reader.read(rows));
        }
        return found;
    }

    @FunctionalInterface
    private interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }
}
