package dev.stationmaster.platform.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.stationmaster.platform.StartRefused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EmbeddedPostgresIT {
    private static final EmbeddedPostgres.Options DURABLE =
            new EmbeddedPostgres.Options(true, TestPostgres.sharedBinaries());
    private static final Duration DEADLINE = Duration.ofSeconds(30);

    private final Path home = TestPostgres.temporaryFolder().resolve("postgres");

    @AfterEach
    void removeFolder() {
        TestPostgres.delete(home.getParent());
    }

    @Test
    void durableSettingsHoldOnTheRunningServerWhateverItsFilesSay() throws SQLException {
        try (var postgres = start()) {
            execute(postgres, "alter system set fsync = off");
            execute(postgres, "alter system set full_page_writes = off");
            execute(postgres, "alter system set synchronous_commit = off");
        }
        try (var postgres = start()) {
            for (var setting : new String[] {"fsync", "full_page_writes", "synchronous_commit"})
                assertThat(ask(postgres, "show " + setting)).as(setting).isEqualTo("on");
        }
    }

    @Test
    void aDatabaseThatCouldLoseCommitsIsRefusedByName() throws SQLException {
        var database = TestPostgres.freshDatabase();
        try (var connection = DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password())) {
            assertThatThrownBy(() -> DurableSettings.require(connection))
                    .isInstanceOf(StartRefused.class)
                    .hasMessageContaining("fsync, full_page_writes, synchronous_commit off");
        }
    }

    @Test
    void itListensOnLoopbackOnlyAndAsksForThePassword() throws SQLException, IOException {
        try (var postgres = start()) {
            assertThat(ask(postgres, "show listen_addresses")).isEqualTo("127.0.0.1");
            assertThat(ask(postgres, "show password_encryption")).isEqualTo("scram-sha-256");
            assertThatThrownBy(() -> DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(), "guess"))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("password authentication failed");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.resolve("password"))))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void itNeverRunsAsRoot() throws IOException, SQLException {
        try (var postgres = start()) {
            var owner = (int) Files.getAttribute(Path.of("/proc/" + postgres.postmasterPid()), "unix:uid");
            assertThat(owner).isNotZero();
        }
    }

    @Test
    void itRunsInAFolderThatOnlyRootCanReach() throws Exception {
        assumeTrue("root".equals(System.getProperty("user.name")), "only root has such folders");
        assumeTrue(userNamespacesWork(), "this system allows user namespaces");
        Files.setPosixFilePermissions(home.getParent(), PosixFilePermissions.fromString("rwx------"));
        for (var start = 1; start <= 2; start++) {
            try (var postgres = start()) {
                assertThat(ask(postgres, "select 'in'")).isEqualTo("in");
            }
        }
    }

    @Test
    void aKilledPostmasterIsStartedAgainOnTheSamePortWithAllThatWasCommitted()
            throws SQLException, InterruptedException {
        try (var postgres = start()) {
            execute(postgres, "create table kept(x int)");
            execute(postgres, "insert into kept values (42)");
            var url = postgres.jdbcUrl();
            var killed = postgres.postmasterPid();
            ProcessHandle.of(killed).orElseThrow().destroyForcibly();
            var deadline = Instant.now().plus(DEADLINE);
            while (postgres.postmasterPid() == killed && Instant.now().isBefore(deadline))
                TimeUnit.MILLISECONDS.sleep(20);
            assertThat(postgres.jdbcUrl()).isEqualTo(url);
            assertThat(ask(postgres, "select x from kept")).isEqualTo("42");
        }
    }

    @Test
    void whatAKilledServerLeftRunningIsStoppedAndItsCommitsAreThere() throws Exception {
        var killed = KilledServer.run(home);
        assertThat(ProcessHandle.of(killed))
                .as("the postmaster outlived its server")
                .isPresent();
        try (var postgres = start()) {
            assertThat(KilledServer.lives(killed)).isFalse();
            assertThat(postgres.postmasterPid()).isNotEqualTo(killed);
            assertThat(ask(postgres, "select x from kept")).isEqualTo("42");
        }
    }

    @Test
    void afterBothWereKilledThePidFileStopsNobodyEvenWhenAnotherProgramHasThatNumberNow() throws Exception {
        var killed = KilledServer.run(home);
        ProcessHandle.of(killed).ifPresent(ProcessHandle::destroyForcibly);
        var pidFile = home.resolve("cluster/postmaster.pid");
        var lines = Files.readAllLines(pidFile);
        var stranger = new ProcessBuilder("sleep", "60").start();
        try {
            lines.set(0, Long.toString(stranger.pid()));
            Files.write(pidFile, lines);
            try (var postgres = start()) {
                assertThat(ask(postgres, "select x from kept")).isEqualTo("42");
                assertThat(stranger.isAlive()).isTrue();
            }
        } finally {
            stranger.destroyForcibly();
        }
    }

    @Test
    void aFolderOfAnotherMajorVersionIsRefusedInWords() throws IOException {
        start().close();
        Files.writeString(home.resolve("cluster/PG_VERSION"), "17\n");
        assertThatThrownBy(this::start)
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining("PostgreSQL 17")
                .hasMessageContaining("brings PostgreSQL 18")
                .hasMessageContaining("--data");
    }

    @Test
    void twoServersNeverShareAFolder() {
        try (var _ = start()) {
            assertThatThrownBy(this::start)
                    .isInstanceOf(StartRefused.class)
                    .hasMessageContaining("Another Stationmaster is running");
        }
    }

    @Test
    void aClusterLeftHalfMadeIsMadeAnew() throws IOException, SQLException {
        Files.createDirectories(home.resolve("cluster.initialising/base"));
        Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwx--x--x"));
        try (var postgres = start()) {
            assertThat(ask(postgres, "select 'new'")).isEqualTo("new");
        }
    }

    private static boolean userNamespacesWork() throws InterruptedException {
        try {
            return new ProcessBuilder("unshare", "--user", "true").start().waitFor() == 0;
        } catch (IOException notInstalled) {
            return false;
        }
    }

    private EmbeddedPostgres start() {
        return EmbeddedPostgres.start(home, DURABLE);
    }

    static void execute(EmbeddedPostgres postgres, String sql) throws SQLException {
        try (var connection = DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(), postgres.password());
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String ask(EmbeddedPostgres postgres, String sql) throws SQLException {
        try (var connection = DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(), postgres.password());
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
