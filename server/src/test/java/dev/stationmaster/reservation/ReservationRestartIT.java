package dev.stationmaster.reservation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stationmaster.app.TestServer;
import dev.stationmaster.authorization.IdToken;
import dev.stationmaster.ledger.Ledger;
import dev.stationmaster.platform.postgres.TestPostgres;
import dev.stationmaster.reservation.Reservation.State;
import dev.stationmaster.station.StationDirectory;
import dev.stationmaster.station.StationId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class ReservationRestartIT {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Map<String, String> KEY =
            Map.of("stationmaster.master-key", "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=");

    @Test
    void openReservationsGoOnAfterARestartAndRunOutByOurOwnClock() {
        var database = TestPostgres.freshDatabase();
        String stations = "stations: [{id: CP-1, securityProfile: 0}]";
        UUID lasting = UUID.fromString("01900000-0000-7000-8000-000000000001");
        UUID ending = UUID.fromString("01900000-0000-7000-8000-000000000002");
        try (var server = TestServer.start(stations, database, KEY)) {
            Instant now = Instant.parse("2026-03-01T08:00:00Z");
            Ledger ledger = server.bean(Ledger.class);
            ledger.commit(reservation(server, lasting, 1, Instant.parse("2999-01-01T00:00:00Z"), now));
            ledger.commit(reservation(server, ending, 2, now, now));
        }
        try (var server = TestServer.start(stations, database, KEY)) {
            assertThat(server.bean(ReservationService.class)
                            .newest(station(server), 1)
                            .orElseThrow()
                            .state())
                    .isEqualTo(State.ACTIVE);
            long deadline = System.nanoTime() + 10_000_000_000L;
            while (!state(server, ending).equals("expired")) {
                assertThat(System.nanoTime())
                        .as("state " + state(server, ending))
                        .isLessThan(deadline);
                LockSupport.parkNanos(20_000_000);
            }
            assertThat(state(server, lasting)).isEqualTo("active");
            assertThat(shown(server, "from=2500-01-01T00:00:00Z")).containsExactly(lasting);
            assertThat(shown(server, "from=2026-02-28T00:00:00Z&until=2026-03-01T07:00:00Z"))
                    .isEmpty();
            assertThat(shown(server, "from=2026-02-28T00:00:00Z&until=2026-03-02T00:00:00Z"))
                    .containsExactly(ending, lasting);
            String check = "/api/v1/stations/CP-1/reservation-check?expiryDateTime=2999-01-01T00:00:00Z";
            assertThat(server.get(check).body()).contains("false", "has never connected");
            server.bean(ReservationService.class).released(station(server), 1, Release.REMOVED);
            assertThat(state(server, lasting)).isEqualTo("removed");
        }
    }

    private static List<UUID> shown(TestServer server, String window) {
        List<UUID> ids = new ArrayList<>();
        for (var one : JSON.readTree(
                        server.get("/api/v1/reservations?" + window).body())
                .get("items")) ids.add(UUID.fromString(one.get("id").asString()));
        return ids;
    }

    private static StationId station(TestServer server) {
        return server.bean(StationDirectory.class).find("CP-1").orElseThrow().id();
    }

    private static String state(TestServer server, UUID id) {
        return JSON.readTree(server.get("/api/v1/reservations/" + id).body())
                .get("state")
                .stringValue();
    }

    private static Reservation reservation(TestServer server, UUID id, int number, Instant expiresAt, Instant now) {
        return new Reservation(
                id,
                station(server),
                number,
                "ocpp1.6",
                1,
                null,
                new IdToken("04A1B2C3", "ISO14443"),
                null,
                expiresAt,
                State.ACTIVE,
                null,
                true,
                now,
                now,
                null,
                null,
                "test");
    }
}
