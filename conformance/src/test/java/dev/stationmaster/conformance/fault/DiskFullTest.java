package dev.stationmaster.conformance.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stationmaster.conformance.harness.PackagedCsms;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The disk is full: nothing that needs room is acknowledged, nothing is lost, and when there is room again everything goes on by itself. Here
 * the database says so of the tables of facts ("could not extend file", SQLSTATE 53100), which needs no small disk; {@link SmallDiskTest}
 * has one.
 */
class DiskFullTest {
    private static final String FULL = """
            create function disk_full() returns trigger language plpgsql as $$
            begin raise exception 'could not extend file: No space left on device' using errcode = '53100'; end $$""";
    private static final String TABLES = """
            select oid::regclass::text from pg_class
            where relkind in ('r', 'p') and not relispartition and relnamespace = 'public'::regnamespace""";
    private static final String ON_EACH =
            "create trigger disk_full before insert or update on %s for each statement execute function disk_full()";
    private static final String OFF_EACH = "drop trigger disk_full on %s";

    @Test
    void aFullDiskIsWaitedForAndAStoppedServerComesBackToItsStations() throws SQLException {
        try (var csms = PackagedCsms.start();
                var network = BusyNetwork.brisk(csms, "FULL", 40, csms.stationUrl())) {
            network.awaitAnswers(150);
            var login = csms.database();
            try (Connection database = DriverManager.getConnection(login.jdbcUrl(), login.user(), login.password());
                    Statement statement = database.createStatement()) {
                statement.execute(FULL);
                onEachTable(statement, ON_EACH);
                network.awaitSent(network.sent() + 40);
                onEachTable(statement, OFF_EACH);
            }
            network.awaitAnswers(150);
            assertThat(network.refused())
                    .as("a full disk is no fault of the stations")
                    .isZero();
            // A rolling restart: SIGTERM under load, and the stations are back by themselves.
            assertThat(csms.terminate()).isIn(0, 143);
            csms.restart();
            network.awaitAnswers(150);
            assertThat(csms.log()).contains("event=ledger-waits", "finished=true");
            assertThat(network.settleAndAudit()).isGreaterThan(100);
            assertThat(network.refused()).isZero();
        }
    }

    /** One statement a table, each by itself: all in one would wait for those who wait for it. */
    private static void onEachTable(Statement statement, String change) throws SQLException {
        List<String> tables = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery(TABLES)) {
            while (rows.next()) tables.add(rows.getString(1));
        }
        for (String table : tables) statement.execute(change.formatted(table));
    }
}
