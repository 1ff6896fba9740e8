package dev.stationmaster.platform.postgres;

import dev.stationmaster.platform.StartRefused;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A real PostgreSQL on a folder that lasts, as our child: it listens on loopback only, asks for a generated password, and is durable or does
 * not start. One server at a time holds a folder. When the postmaster is killed under us it is started again on the same port; when we are
 * killed, the next start stops what we left and awaits its recovery.
 */
public final class EmbeddedPostgres implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(EmbeddedPostgres.class);
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(8);
    private static final String DATABASE = "stationmaster";

    private final Cluster cluster;
    private final Postmaster.Programs programs;
    private final Options options;
    private final Path logFile;
    private final FileChannel lock;
    private final CountDownLatch closing = new CountDownLatch(1);
    private volatile Postmaster postmaster;
    private @Nullable Thread watcher;

    private EmbeddedPostgres(
            Cluster cluster, Postmaster.Programs programs, Options options, Path logFile, FileChannel lock) {
        this.cluster = cluster;
        this.programs = programs;
        this.options = options;
        this.logFile = logFile;
        this.lock = lock;
        Leftover.clear(cluster, programs);
        cluster.configure(options.settings());
        this.postmaster = startOn(freePort());
    }

    /**
     * Starts PostgreSQL on a folder, making the cluster at the first start, and returns when it takes connections.
     *
     * @param folder everything of this database is kept below it; created when missing
     * @throws StartRefused in one sentence, when the folder is in use, of another major version, or cannot be used
     */
    public static EmbeddedPostgres start(Path folder, Options options) {
        var home = folder.toAbsolutePath().normalize();
        var lock = lock(home);
        try {
            var user = UnprivilegedUser.owning(home);
            var binaries = PostgresBinaries.unpackedIn(options.binaries() == null ? home : options.binaries());
            var programs = new Postmaster.Programs(binaries, user);
            var cluster = Cluster.openedIn(home, binaries, user);
            var postgres = new EmbeddedPostgres(cluster, programs, options, home.resolve("postgres.log"), lock);
            try {
                postgres.prepare();
            } catch (RuntimeException refused) {
                postgres.close();
                throw refused;
            }
            return postgres;
        } catch (RuntimeException refused) {
            release(lock);
            throw refused;
        }
    }

    /**
     * The PostgreSQL that another process runs on that folder now.
     *
     * @return empty when none does; then {@link #start} will work
     */
    public static Optional<Login> running(Path folder) {
        var home = folder.toAbsolutePath().normalize();
        try (var channel = FileChannel.open(home.resolve("lock"), StandardOpenOption.WRITE)) {
            if (tryLock(channel) != null) return Optional.empty();
            var password = Files.readString(home.resolve("password")).strip();
            return PidFile.read(home.resolve(Cluster.FOLDER).resolve("postmaster.pid"))
                    .map(file -> new Login(jdbcUrl(file.port(), DATABASE), Cluster.USER, password));
        } catch (NoSuchFileException neverStarted) {
            return Optional.empty();
        } catch (IOException failure) {
            throw new StartRefused("The folder %s cannot be read (%s).".formatted(home, failure.getMessage()), failure);
        }
    }

    /** How to reach a database. */
    public record Login(String jdbcUrl, String user, String password) {
        /** The password stays out of logs. */
        @Override
        public String toString() {
            return jdbcUrl;
        }
    }

    /** Deletes the cluster; only after {@link #close()}. */
    public void discard() {
        PostgresBinaries.delete(cluster.folder());
    }

    /** URL of the database {@code stationmaster}; stays the same while this object is open. */
    public String jdbcUrl() {
        return jdbcUrl(DATABASE);
    }

    /** URL of another database of this cluster. */
    public String jdbcUrl(String database) {
        return jdbcUrl(postmaster.port(), database);
    }

    private static String jdbcUrl(int port, String database) {
        return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(port, database);
    }

    public String user() {
        return Cluster.USER;
    }

    public String password() {
        return cluster.password();
    }

    /** Process id of the postmaster that runs now; another one after it was killed and started again. */
    public long postmasterPid() {
        return postmaster.pid();
    }

    /** Folder that PostgreSQL calls PGDATA. */
    public Path clusterFolder() {
        return cluster.folder();
    }

    /** Stops PostgreSQL with a checkpoint and gives the folder free. */
    @Override
    public void close() {
        closing.countDown();
        try {
            if (watcher != null) {
                watcher.interrupt();
                watcher.join(STOP_PATIENCE);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        postmaster.stop(cluster, programs, STOP_PATIENCE);
        release(lock);
        log.info("event=postgres.stopped folder={}", cluster.folder());
    }

    /** The database exists, the settings are durable, and somebody watches the process. */
    private void prepare() {
        try (var connection = DriverManager.getConnection(jdbcUrl("postgres"), user(), password());
                var statement = connection.createStatement()) {
            if (options.durable()) {
                DurableSettings.require(connection);
            }
            try (var found = statement.executeQuery("select 1 from pg_database where datname = '" + DATABASE + "'")) {
                if (!found.next()) {
                    statement.execute("create database " + DATABASE);
                }
            }
        } catch (SQLException failure) {
            throw new StartRefused(
                    "The embedded PostgreSQL does not let us in (%s); see %s.".formatted(failure.getMessage(), logFile),
                    failure);
        }
        watcher = Thread.ofPlatform().daemon().name("postgres-watcher").start(this::watch);
        log.info(
                "event=postgres.started pid={} port={} folder={}",
                postmasterPid(),
                postmaster.port(),
                cluster.folder());
    }

    private void watch() {
        try {
            while (closing.getCount() > 0) {
                postmaster.awaitEnd();
                if (closing.getCount() > 0) {
                    log.error("event=postgres.ended pid={} action=restart", postmaster.pid());
                    restart();
                }
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private void restart() throws InterruptedException {
        var pause = 100;
        do {
            try {
                Leftover.clear(cluster, programs);
                postmaster = startOn(postmaster.port());
                log.info("event=postgres.restarted pid={}", postmaster.pid());
                return;
            } catch (StartRefused refused) {
                log.error("event=postgres.restart outcome=failed reason=\"{}\"", refused.getMessage());
            }
            pause = Math.min(pause * 2, 5_000);
        } while (!closing.await(pause, TimeUnit.MILLISECONDS));
    }

    private Postmaster startOn(int port) {
        return Postmaster.start(cluster, programs, port, options.fixedSettings(), logFile);
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException failure) {
            throw new StartRefused(
                    "No TCP port is free on the loopback address (%s).".formatted(failure.getMessage()), failure);
        }
    }

    private static FileChannel lock(Path home) {
        try {
            if (!Files.isDirectory(home)) {
                Files.createDirectories(
                        home, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx--x--x")));
            }
            var channel = FileChannel.open(home.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (tryLock(channel) == null) {
                channel.close();
                throw new StartRefused(
                        "Another Stationmaster is running on the folder %s; stop it, or choose another folder with --data."
                                .formatted(home));
            }
            return channel;
        } catch (IOException failure) {
            throw new StartRefused(
                    "The folder %s cannot be used (%s); make it writable or choose another with --data."
                            .formatted(home, failure.getMessage()),
                    failure);
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException held) {
            return null;
        }
    }

    private static void release(FileChannel lock) {
        try {
            lock.close();
        } catch (IOException failure) {
            log.warn("event=postgres.unlock outcome=failed reason=\"{}\"", failure.getMessage());
        }
    }

    /**
     * How to run it.
     *
     * @param durable refuse to run with settings that can lose a commit; false only in tests, where a crash of the machine loses nothing
     * @param binaries folder that shares the unpacked programs between data folders; null unpacks them beside the cluster
     */
    public record Options(boolean durable, @Nullable Path binaries) {
        /** For production. */
        public static final Options DURABLE = new Options(true, null);

        /** On the command line of {@code postgres}, so that no file and no {@code alter system} changes them. */
        List<String> fixedSettings() {
            var kept = durable ? "on" : "off";
            return List.of(
                    "fsync=" + kept,
                    "full_page_writes=" + kept,
                    "synchronous_commit=" + kept,
                    "listen_addresses=127.0.0.1",
                    "unix_socket_directories=",
                    "password_encryption=scram-sha-256");
        }

        /** Sized for two cores and a few hundred megabytes; an operator may overrule each. */
        List<String> settings() {
            return List.of(
                    "max_connections = 60",
                    "shared_buffers = 128MB",
                    "wal_buffers = 8MB",
                    "max_wal_size = 2GB",
                    "min_wal_size = 256MB",
                    "checkpoint_timeout = 15min",
                    "checkpoint_completion_target = 0.9",
                    "wal_compression = on",
                    "wal_level = replica",
                    "max_wal_senders = 0",
                    "max_worker_processes = 4",
                    "max_parallel_workers_per_gather = 0",
                    "autovacuum_max_workers = 2",
                    "io_method = sync",
                    "jit = off",
                    "effective_cache_size = 1GB",
                    "random_page_cost = 1.1",
                    "timezone = 'UTC'",
                    "log_timezone = 'UTC'",
                    "log_line_prefix = '%m [%p] '",
                    "log_checkpoints = off",
                    // Statements and details can hold identities and secrets.
                    "log_min_error_statement = panic",
                    "log_error_verbosity = terse",
                    "log_parameter_max_length_on_error = 0");
        }
    }
}
