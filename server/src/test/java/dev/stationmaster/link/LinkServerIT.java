package dev.stationmaster.link;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stationmaster.app.TestServer;
import dev.stationmaster.platform.OpenPorts;
import dev.stationmaster.settings.Settings;
import dev.stationmaster.station.BootPolicy;
import dev.stationmaster.station.Connectivity;
import dev.stationmaster.station.Station;
import dev.stationmaster.station.StationDirectory;
import dev.stationmaster.station.StationForm;
import dev.stationmaster.station.StationService;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The link layer in the whole server: real ledger, real credentials, real dispatcher. */
class LinkServerIT {
    private static final String PASSWORD = "0123456789abcdef0123456789abcdef";
    private static final String BOOT = """
            [2,"1","BootNotification",{"chargePointVendor":"V","chargePointModel":"M"}]""";

    private static TestServer server;
    private static int port;

    @BeforeAll
    static void start() {
        server = TestServer.start();
        port = server.bean(OpenPorts.class).port(OpenPorts.Door.STATIONS).orElseThrow();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static Station station(String identity, int profile, @Nullable String password) {
        return server.bean(StationService.class)
                .create(new StationForm(identity, profile, password, null, null, null, null, null, null, null), "test")
                .station();
    }

    private static int status(String identity, String... headers) {
        try (var station = RawStation.at(port)) {
            return station.upgrade("/ocpp/" + identity, headers).status();
        }
    }

    private static String basic(String identity) {
        return RawStation.basic(identity, PASSWORD);
    }

    @Test
    void aStationBootsAndIsSeenToComeAndGo() {
        var known = station("CP-1", 1, PASSWORD);
        var connectivity = server.bean(Connectivity.class);
        assertThat(connectivity.of(known.id())).isEmpty();
        try (var station = RawStation.connect(port, "/ocpp/CP-1", "ocpp1.6", basic("CP-1"))) {
            assertThat(station.ask(BOOT)).startsWith("[3,\"1\",{").contains("\"Accepted\"");
            assertThat(connectivity.of(known.id()).orElseThrow().connected()).isTrue();
            assertThat(disconnectedSince("CP-1")).isZero();
        }
        LinkRig.await(() -> disconnectedSince("CP-1") == 1);
        assertThat(connectivity.of(known.id()).orElseThrow().disconnectedAt()).isNotNull();
        LinkRig.await(() -> jdbc().sql("select count(*) from change_event where topic = 'connection' and key = 'CP-1'")
                        .query(Long.class)
                        .single()
                == 2);
    }

    private static JdbcClient jdbc() {
        return JdbcClient.create(server.dataSource());
    }

    private static long disconnectedSince(String identity) {
        var id =
                server.bean(StationDirectory.class).find(identity).orElseThrow().id();
        return jdbc().sql("select count(*) from station_link where station_id = ? and disconnected_at is not null")
                .param(id.key())
                .query(Long.class)
                .single();
    }

    @Test
    void aHexSecretOpensInAllThreeEncodings() {
        station("HEX", 1, PASSWORD);
        byte[] raw = HexFormat.of().parseHex(PASSWORD);
        assertThat(status("HEX", "Sec-WebSocket-Protocol: ocpp1.6", basic("HEX")))
                .isEqualTo(101);
        assertThat(status("HEX", "Sec-WebSocket-Protocol: ocpp1.6", RawStation.basic("HEX", raw)))
                .isEqualTo(101);
        assertThat(status(
                        "HEX",
                        "Sec-WebSocket-Protocol: ocpp1.6",
                        RawStation.basic("HEX", PASSWORD.toUpperCase(java.util.Locale.ROOT))))
                .isEqualTo(101);
        assertThat(status("HEX", "Sec-WebSocket-Protocol: ocpp1.6", RawStation.basic("HEX", PASSWORD + "0")))
                .isEqualTo(401);
    }

    @Test
    void anotherPasswordClosesTheLinkAndTheOldOneIsDead() {
        station("ROT", 1, PASSWORD);
        try (var station = RawStation.connect(port, "/ROT", "ocpp2.0.1", basic("ROT"))) {
            server.bean(StationService.class)
                    .change(
                            "ROT",
                            new StationForm(
                                    null, null, "another-long-password", null, null, null, null, null, null, null),
                            "test");
            assertThat(station.awaitClose().closeCode()).isEqualTo(1008);
        }
        assertThat(status("ROT", "Sec-WebSocket-Protocol: ocpp2.0.1", basic("ROT")))
                .isEqualTo(401);
        assertThat(status(
                        "ROT",
                        "Sec-WebSocket-Protocol: ocpp2.0.1",
                        RawStation.basic("ROT", "another-long-password".getBytes(StandardCharsets.UTF_8))))
                .isEqualTo(101);
    }

    @Test
    void aDeletedStationIsSentAwayAndUnknownFromThenOn() {
        station("GONE", 0, null);
        try (var station = RawStation.connect(port, "/GONE", "ocpp1.6")) {
            server.bean(StationService.class).delete("GONE", "test");
            assertThat(station.awaitClose().closeCode()).isEqualTo(1008);
        }
        assertThat(status("GONE", "Sec-WebSocket-Protocol: ocpp1.6")).isEqualTo(404);
    }

    @Test
    void whatHappensToUnknownStationsIsASetting() {
        var settings = server.bean(Settings.class);
        assertThat(status("NEW-1", "Sec-WebSocket-Protocol: ocpp1.6")).isEqualTo(404);
        settings.change(Map.of("unknownStations", "pending"), "test");
        try (var station = RawStation.connect(port, "/NEW-1", "ocpp1.6")) {
            assertThat(station.ask(BOOT)).contains("\"Pending\"");
            assertThat(server.bean(StationDirectory.class).find("new-1"))
                    .hasValueSatisfying(entry -> assertThat(entry.boot()).isEqualTo(BootPolicy.PENDING));
        } finally {
            settings.change(Map.of("unknownStations", "refuse"), "test");
        }
    }

    @Test
    void refusedAttemptsSurviveInTheTable() {
        for (int i = 0; i < 2; i++)
            assertThat(status("STRANGER", "Sec-WebSocket-Protocol: ocpp1.6")).isEqualTo(404);
        server.bean(ConnectionAttempts.class).write();
        LinkRig.await(() -> server.bean(ConnectionAttemptStore.class).load().stream()
                .anyMatch(one -> one.identity().equals("STRANGER") && one.count() == 2));
        assertThat(server.get("/api/v1/connection-attempts?limit=500").body())
                .contains(
                        "\"identity\":\"STRANGER\"",
                        "\"reason\":\"unknown-station\"",
                        "\"subprotocols\":[\"ocpp1.6\"]");
    }
}
