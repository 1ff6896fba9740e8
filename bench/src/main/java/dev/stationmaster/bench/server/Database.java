package dev.stationmaster.bench.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The server's embedded PostgreSQL, asked by somebody else. */
final class Database implements AutoCloseable {
    private final Connection connection;
    private final long postmaster;

    private Database(Connection connection, long postmaster) {
        this.connection = connection;
        this.postmaster = postmaster;
    }

    static Database of(Path data) {
        Path home = data.resolve("postgres");
        try {
            List<String> pidFile = Files.readAllLines(home.resolve("cluster").resolve("postmaster.pid"));
            String password = Files.readString(home.resolve("password")).strip();
            String url =
                    "jdbc:postgresql://127.0.0.1:" + pidFile.get(3).strip() + "/stationmaster?ApplicationName=bench";
            return new Database(
                    DriverManager.getConnection(url, "stationmaster", password),
                    Long.parseLong(pidFile.getFirst().strip()));
        } catch (IOException | SQLException e) {
            throw new IllegalStateException("The server's database cannot be reached: " + e.getMessage(), e);
        }
    }

    long postmaster() {
        return postmaster;
    }

    /** The first column of the first row. */
    long number(String sql) {
        try (var statement = connection.createStatement();
                var result = statement.executeQuery(sql)) {
            result.next();
            return result.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    void execute(String sql) {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /** The first column of all rows. */
    List<String> texts(String sql) {
        var texts = new ArrayList<String>();
        try (var statement = connection.createStatement();
                var result = statement.executeQuery(sql)) {
            while (result.next()) texts.add(result.getString(1));
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
        return texts;
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
