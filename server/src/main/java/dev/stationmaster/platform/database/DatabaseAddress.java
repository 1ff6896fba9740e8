package dev.stationmaster.platform.database;

import dev.stationmaster.platform.ServerOptions;
import dev.stationmaster.platform.StartRefused;
import dev.stationmaster.platform.postgres.DurableSettings;
import dev.stationmaster.platform.postgres.EmbeddedPostgres;
import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Where the database is and how it lets us in.
 *
 * @param url JDBC URL
 */
record DatabaseAddress(
        String url, @Nullable String user, @Nullable String password, boolean ours) {
    private static final int OLDEST_SERVER = 160_000;
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    static DatabaseAddress of(EmbeddedPostgres postgres) {
        return new DatabaseAddress(postgres.jdbcUrl(), postgres.user(), postgres.password(), true);
    }

    /** An outside database: {@code jdbc:postgresql://…}, or {@code postgres://user:password@host/database} as many platforms write it. */
    static DatabaseAddress of(ServerOptions options) {
        var given = String.valueOf(options.databaseUrl());
        if (given.startsWith("jdbc:postgresql:")) {
            return new DatabaseAddress(given, options.databaseUser(), options.databasePassword(), false);
        }
        try {
            var uri = URI.create(given);
            if (uri.getHost() == null
                    || !("postgres".equals(uri.getScheme()) || "postgresql".equals(uri.getScheme()))) {
                throw new IllegalArgumentException("no PostgreSQL address");
            }
            var login = uri.getUserInfo() == null
                    ? new String[0]
                    : uri.getUserInfo().split(":", 2);
            var port = uri.getPort() < 0 ? 5432 : uri.getPort();
            var query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
            return new DatabaseAddress(
                    "jdbc:postgresql://%s:%d%s%s".formatted(uri.getHost(), port, uri.getRawPath(), query),
                    login.length > 0 ? login[0] : options.databaseUser(),
                    login.length > 1 ? login[1] : options.databasePassword(),
                    false);
        } catch (IllegalArgumentException unreadable) {
            throw new StartRefused(
                    "STATIONMASTER_DATABASE_URL is no address of a PostgreSQL; write jdbc:postgresql://host:5432/database?user=…&password=….",
                    unreadable);
        }
    }

    /** Waits a while for a database that is just starting, then refuses in words. */
    void requireUsable(boolean volatileIsFine) {
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try (var connection = DriverManager.getConnection(url, user, password)) {
                requireVersion(connection);
                requireUnicode(connection);
                if (!volatileIsFine) {
                    DurableSettings.require(connection);
                }
                return;
            } catch (SQLException failure) {
                // Class 28: not let in; 3D: no such database. Waiting does not help there.
                var state = String.valueOf(failure.getSQLState());
                if (state.startsWith("28") || state.startsWith("3D") || System.nanoTime() > deadline) {
                    throw new StartRefused(
                            "The database at %s cannot be used (%s); check %s."
                                    .formatted(
                                            shownUrl(),
                                            oneLine(failure),
                                            ours ? "its log" : "STATIONMASTER_DATABASE_URL"),
                            failure);
                }
                pause();
            }
        }
    }

    private void requireVersion(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var version = statement.executeQuery("show server_version_num")) {
            version.next();
            if (version.getInt(1) < OLDEST_SERVER) {
                throw new StartRefused("The database at %s is PostgreSQL %s; Stationmaster needs 16 or later."
                        .formatted(shownUrl(), connection.getMetaData().getDatabaseProductVersion()));
            }
        }
    }

    /** Names of stations and tokens are Unicode; another encoding would take them as bytes, or refuse a fact in the middle of the night. */
    private void requireUnicode(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var encoding = statement.executeQuery("show server_encoding")) {
            encoding.next();
            if (!encoding.getString(1).equals("UTF8")) {
                throw new StartRefused("The database at %s has the encoding %s; make one with encoding UTF8."
                        .formatted(shownUrl(), encoding.getString(1)));
            }
        }
    }

    private String shownUrl() {
        return url.replaceFirst("\\?.*", "");
    }

    private static String oneLine(SQLException failure) {
        return String.valueOf(failure.getMessage()).lines().findFirst().orElse("no reason given");
    }

    private static void pause() {
        try {
            if (new CountDownLatch(1).await(500, TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException("nobody counts down");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new StartRefused("The start was interrupted while waiting for the database.", interrupted);
        }
    }

    /** Secrets stay out of logs. */
    @Override
    public String toString() {
        return shownUrl();
    }
}
