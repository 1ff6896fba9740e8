package dev.stationmaster.platform.backup;

import java.io.IOException;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.postgresql.PGConnection;

/** Fills a freshly migrated database from a backup, in one transaction. */
final class RestoreStore {
    private final Connection connection;

    /** @param connection for nothing else; nothing is stored before {@link #commit()} */
    RestoreStore(Connection connection) throws SQLException {
        this.connection = connection;
        connection.setAutoCommit(false);
    }

    /** Whether there is any table yet. */
    static boolean empty(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var tables = statement.executeQuery("""
                        select count(*) from pg_class
                        where relnamespace = current_schema()::regnamespace and relkind in ('r', 'p')
                        """)) {
            tables.next();
            return tables.getLong(1) == 0;
        }
    }

    /** Takes out what the migrations put in, and makes the partitions that were there. */
    void prepare(List<Manifest.Table> tables, List<String> partitions) throws SQLException {
        try (var statement = connection.createStatement()) {
            for (var table : tables) {
                // An empty one is left alone: the audit lets nobody empty it.
                if (holdsRows(statement, table)) statement.execute("truncate \"" + table.name() + "\" cascade");
            }
            for (var partition : partitions) statement.execute(partition);
        }
    }

    private static boolean holdsRows(Statement statement, Manifest.Table table) throws SQLException {
        try (var found = statement.executeQuery("select exists (select from \"" + table.name() + "\")")) {
            return found.next() && found.getBoolean(1);
        }
    }

    /** @return the rows that came in */
    long copy(Manifest.Table table, InputStream rows) throws SQLException, IOException {
        return connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyIn("copy \"%s\" (%s) from stdin".formatted(table.name(), table.columnList()), rows);
    }

    void set(Manifest.Sequence sequence) throws SQLException {
        try (var statement = connection.prepareStatement("select setval(quote_ident(?)::regclass, ?, true)")) {
            statement.setString(1, sequence.name());
            statement.setLong(2, sequence.lastValue());
            statement.execute();
        }
    }

    void commit() throws SQLException {
        connection.commit();
    }
}
