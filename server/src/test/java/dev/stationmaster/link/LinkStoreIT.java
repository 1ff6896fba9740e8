package dev.stationmaster.link;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stationmaster.ocpp.Version;
import dev.stationmaster.platform.postgres.TestPostgres;
import dev.stationmaster.station.StationId;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class LinkStoreIT {
    private static final Instant T0 = Instant.parse("2026-03-01T08:00:00Z");
    private static final StationId ONE = new StationId(1);
    private static final StationId TWO = new StationId(2);

    private final DataSource database = TestPostgres.freshDatabase().dataSource();
    private LinkStore store;
    private ConnectionAttemptStore attempts;
    private Connection connection;

    @BeforeEach
    void open() throws SQLException {
        store = new LinkStore(JdbcClient.create(database), new LinkHistoryStore(JdbcClient.create(database)));
        attempts = new ConnectionAttemptStore(JdbcClient.create(database));
        connection = database.getConnection();
    }

    private static LinkOpened opened(StationId station, String address) {
        return new LinkOpened(station, Version.V201, address, 2, T0);
    }

    @Test
    void epochsRiseInTheOrderOfTheLinksAndTheLastOneOfAStationStays() throws SQLException {
        var epochs = store.open(connection, List.of(opened(ONE, "a"), opened(TWO, "b"), opened(ONE, "c")));
        assertThat(epochs).doesNotContainNull().isSorted().doesNotHaveDuplicates();
        var later = store.open(connection, List.of(opened(TWO, "d")));
        assertThat(later.getFirst()).isGreaterThan(epochs.getLast());
        assertThat(store.lastConnections().get(ONE).remoteAddress()).isEqualTo("c");
        assertThat(store.lastConnections().get(TWO).remoteAddress()).isEqualTo("d");
    }

    @Test
    void aLateCloseOfAnOldLinkHarmsNothing() throws SQLException {
        long old = store.open(connection, List.of(opened(ONE, "a"))).getFirst();
        long newer = store.open(connection, List.of(opened(ONE, "b"))).getFirst();
        store.close(connection, List.of(new LinkClosed(ONE, old, T0.plusSeconds(9), T0.plusSeconds(8), "late")));
        assertThat(store.lastConnections().get(ONE).disconnectedAt()).isNull();
        store.seen(
                connection,
                List.of(new LinkSeen(ONE, old, T0.plusSeconds(70)), new LinkSeen(ONE, newer, T0.plusSeconds(60))));
        assertThat(store.lastConnections().get(ONE).lastSeenAt()).isEqualTo(T0.plusSeconds(60));
        store.close(connection, List.of(new LinkClosed(ONE, newer, T0.plusSeconds(99), T0.plusSeconds(20), "gone")));
        assertThat(store.lastConnections().get(ONE).disconnectedAt()).isEqualTo(T0.plusSeconds(99));
        assertThat(store.lastConnections().get(ONE).lastSeenAt()).isEqualTo(T0.plusSeconds(60));
    }

    @Test
    void afterACrashNobodyCountsAsConnected() throws SQLException {
        store.open(connection, List.of(opened(ONE, "a")));
        store.abandonAll();
        assertThat(store.lastConnections().get(ONE).disconnectedAt()).isEqualTo(T0);
    }

    @Test
    void attemptsComeBackAsTheyWereWritten() throws SQLException {
        var one = new ConnectionAttempt(
                "CP-1", "10.0.0.1", "unknown-station", "no such station", List.of("ocpp1.6", "ocpp2.1"), 3, T0, T0);
        var two = new ConnectionAttempt(
                "CP-1", "10.0.0.1", "unknown-station", "no such station", List.of(), 7, T0, T0.plusSeconds(5));
        attempts.write(connection, List.of(one, two));
        assertThat(attempts.load()).containsExactly(two);
        attempts.write(connection, List.of(one));
        assertThat(attempts.load()).containsExactly(one);
    }
}
