package dev.stationmaster.platform.postgres;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.stationmaster.platform.StartRefused;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/**
 * One real PostgreSQL for all tests of a JVM, and databases on it that hold the migrated schema. It runs without fsync: nothing here has to
 * survive a crash of the machine.
 */
public final class TestPostgres {
    private static final AtomicInteger NUMBERS = new AtomicInteger();
    private static final String PREFIX = "stationmaster-test-";
    private static final String TEMPLATE = "migrated";

    private TestPostgres() {}

    /** A new database with all migrations applied; a few hundredths of a second. */
    public static Database freshDatabase() {
        var name = "test_" + NUMBERS.incrementAndGet();
        Server.execute("create database " + name + " template " + Migrated.TEMPLATE_NAME);
        return new Database(name);
    }

    /** A new database without any table. */
    public static Database emptyDatabase() {
        var name = "empty_" + NUMBERS.incrementAndGet();
        Server.execute("create database " + name);
        return new Database(name);
    }

    /** Folder that shares the unpacked programs between the JVMs of one user. */
    public static Path sharedBinaries() {
        return Path.of(
                System.getProperty("java.io.tmpdir"), "stationmaster-postgres-" + System.getProperty("user.name"));
    }

    /** A new folder for a database of a test's own, below the temporary folder, reachable for an unprivileged user. */
    public static Path temporaryFolder() {
        try {
            var folder =
                    Files.createTempDirectory(PREFIX + ProcessHandle.current().pid() + "-");
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
            return folder;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Deletes a folder with all that is in it. */
    public static void delete(Path folder) {
        PostgresBinaries.delete(folder);
    }

    /** One database of the server; it is dropped with the server. */
    public record Database(String name) {
        public String jdbcUrl() {
            return Server.POSTGRES.jdbcUrl(name);
        }

        public String user() {
            return Server.POSTGRES.user();
        }

        public String password() {
            return Server.POSTGRES.password();
        }

        /** A pool of at most 10 connections that is closed when the JVM ends. */
        public DataSource dataSource() {
            var pool = new HikariConfig();
            pool.setJdbcUrl(jdbcUrl());
            pool.setUsername(user());
            pool.setPassword(password());
            pool.setMaximumPoolSize(10);
            pool.setMinimumIdle(0);
            return new HikariDataSource(pool);
        }
    }

    private static final class Server {
        static final EmbeddedPostgres POSTGRES = start();

        private static EmbeddedPostgres start() {
            removeWhatKilledTestsLeft();
            var folder = temporaryFolder();
            var postgres = EmbeddedPostgres.start(
                    folder.resolve("postgres"), new EmbeddedPostgres.Options(false, sharedBinaries()));
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                postgres.close();
                PostgresBinaries.delete(folder);
            }));
            return postgres;
        }

        private static void removeWhatKilledTestsLeft() {
            try (var folders = Files.newDirectoryStream(sharedBinaries().getParent(), PREFIX + "*-*")) {
                for (var folder : folders) {
                    var owner = folder.getFileName()
                            .toString()
                            .substring(PREFIX.length())
                            .split("-")[0];
                    if (owner.matches("\\d+")
                            && ProcessHandle.of(Long.parseLong(owner)).isEmpty()
                            && Files.isWritable(folder)) remove(folder);
                }
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }

        /** A postmaster may still run in it. */
        private static void remove(Path folder) {
            PidFile.read(folder.resolve("postgres/cluster/postmaster.pid"))
                    .filter(file -> Leftover.worksIn(folder.resolve("postgres/cluster"), file.pid()))
                    .flatMap(file -> ProcessHandle.of(file.pid()))
                    .ifPresent(ProcessHandle::destroyForcibly);
            try {
                PostgresBinaries.delete(folder);
            } catch (StartRefused stillWritten) {
                System.err.println(stillWritten.getMessage());
            }
        }

        static void execute(String sql) {
            try (var connection = DriverManager.getConnection(
                            POSTGRES.jdbcUrl("postgres"), POSTGRES.user(), POSTGRES.password());
                    var statement = connection.createStatement()) {
                statement.execute(sql);
            } catch (SQLException failure) {
                throw new IllegalStateException(sql, failure);
            }
        }
    }

    private static final class Migrated {
        static final String TEMPLATE_NAME = migrate();

        private static String migrate() {
            Server.execute("create database " + TEMPLATE);
            var database = new Database(TEMPLATE);
            Flyway.configure()
                    .dataSource(database.jdbcUrl(), database.user(), database.password())
                    .group(true)
                    .outOfOrder(true)
                    .load()
                    .migrate();
            return TEMPLATE;
        }
    }
}
