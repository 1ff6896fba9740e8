package dev.stationmaster.link;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stationmaster.ocpp.Version;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UpgradeIT {
    private static final String PASSWORD = "sixteen-or-more-characters";

    @TempDir
    static Path folder;

    private LinkRig rig;

    @BeforeEach
    void start() {
        rig = new LinkRig(folder);
    }

    @AfterEach
    void stop() {
        rig.close();
    }

    private RawStation.Answer upgrade(String path, String... headers) {
        try (var station = RawStation.at(rig.server.port())) {
            return station.upgrade(path, headers);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ocpp1.6                      | ocpp1.6
            ocpp0.1, ocpp2.0.1           | ocpp2.0.1
            ocpp1.6, ocpp2.1             | ocpp2.1
            ocpp2.1,ocpp2.0.1,ocpp1.6    | ocpp2.1
            ' ,ocpp1.6 ,, ocpp1.5, '     | ocpp1.6
            """)
    void theNewestVersionOfferedIsChosenAndEchoedAlone(String offered, String chosen) {
        rig.stations.add("CP-1", 0);
        var answer = upgrade("/ocpp/CP-1", "Sec-WebSocket-Protocol: " + offered);
        assertThat(answer.status()).isEqualTo(101);
        assertThat(answer.header("sec-websocket-protocol")).isEqualTo(chosen);
        assertThat(answer.header("sec-websocket-accept")).isEqualTo("s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
        assertThat(answer.header("sec-websocket-extensions")).isEmpty();
    }

    @Test
    void severalHeaderLinesAreOneList() {
        rig.stations.add("CP-1", 0);
        var answer = upgrade("/CP-1", "Sec-WebSocket-Protocol: ocpp1.6", "Sec-WebSocket-Protocol: ocpp2.0.1");
        assertThat(answer.header("sec-websocket-protocol")).isEqualTo("ocpp2.0.1");
    }

    @Test
    void aVersionTheStationMayNotUseIsNotChosen() {
        rig.stations.add("CP-1", 0, EnumSet.of(Version.V16), null);
        var answer = upgrade("/CP-1", "Sec-WebSocket-Protocol: ocpp2.1, ocpp1.6");
        assertThat(answer.header("sec-websocket-protocol")).isEqualTo("ocpp1.6");
        assertThat(rig.refused("/CP-1", "Sec-WebSocket-Protocol: ocpp2.1")).isEqualTo(400);
    }

    @Test
    void withoutACommonSubprotocolThereIsNoUpgrade() {
        rig.stations.add("CP-1", 0);
        assertThat(rig.refused("/CP-1", "Sec-WebSocket-Protocol: ocpp0.1")).isEqualTo(400);
        assertThat(rig.refused("/CP-1", "Sec-WebSocket-Protocol: OCPP1.6")).isEqualTo(400);
        assertThat(rig.refused("/CP-1")).isEqualTo(400);
        assertThat(rig.links.size()).isZero();
    }

    @Test
    void aStationKnownToNameNoVersionIsSpokenToInTheOneAssumed() {
        rig.stations.add("CP-1", 0, EnumSet.of(Version.V16), Version.V16);
        var answer = upgrade("/CP-1");
        assertThat(answer.status()).isEqualTo(101);
        assertThat(answer.header("sec-websocket-protocol")).isEmpty();
        assertThat(rig.refused("/CP-1", "Sec-WebSocket-Protocol: ocpp0.1")).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/ocpp/RDAM%20123",
                "/ocpp/rdam%20123/",
                "/RDAM%20123?token=x",
                "/a//b/RDAM%20123",
                "/ocpp/ws://host:9000/ocpp/RDAM%20123",
                "/RDAM%20123/RDAM%20123"
            })
    void theIdentityIsTheLastSegmentDecodedOnce(String path) {
        rig.stations.add("RDAM 123", 0);
        assertThat(upgrade(path, "Sec-WebSocket-Protocol: ocpp1.6").status()).isEqualTo(101);
    }

    @ParameterizedTest
    @CsvSource({"A|B,/A%7CB", "A|B,/A%7cB", "a+b,/a+b", "50%,/50%25", "a/b,/a%2Fb", "Säule,/S%C3%A4ule"})
    void oddCharactersAreTakenAsTheyAreMeant(String identity, String path) {
        rig.stations.add(identity, 0);
        assertThat(upgrade(path, "Sec-WebSocket-Protocol: ocpp1.6").status()).isEqualTo(101);
    }

    @Test
    void identitiesHaveOneTo48Characters() {
        rig.stations.add("x".repeat(48), 0);
        assertThat(rig.refused("/" + "x".repeat(48), "Sec-WebSocket-Protocol: ocpp1.6"))
                .isEqualTo(101);
        for (String path : new String[] {"/" + "x".repeat(49), "/", "//", "/ocpp//", "/%FF%FE", "/a%0Ab", "/a%2"})
            assertThat(rig.refused(path, "Sec-WebSocket-Protocol: ocpp1.6"))
                    .as(path)
                    .isEqualTo(404);
    }

    @Test
    void anUnknownStationIsAnswered404AndRemembered() {
        for (int i = 0; i < 3; i++)
            assertThat(rig.refused("/ocpp/NOBODY", "Sec-WebSocket-Protocol: ocpp1.6, ocpp2.0.1"))
                    .isEqualTo(404);
        assertThat(rig.attempts.newest()).singleElement().satisfies(attempt -> {
            assertThat(attempt.identity()).isEqualTo("NOBODY");
            assertThat(attempt.reason()).isEqualTo("unknown-station");
            assertThat(attempt.remoteAddress()).isEqualTo("127.0.0.1");
            assertThat(attempt.subprotocols()).containsExactly("ocpp1.6", "ocpp2.0.1");
            assertThat(attempt.count()).isEqualTo(3);
        });
        assertThat(rig.count("stationmaster.upgrades", "outcome", "unknown-station"))
                .isEqualTo(3);
    }

    @Test
    void anUnknownStationIsEnteredWhereThePolicyLetsItIn() {
        rig.admitsUnknown = true;
        assertThat(rig.refused("/ocpp/NEW", "Sec-WebSocket-Protocol: ocpp0.1")).isEqualTo(404);
        assertThat(rig.stations.directory().find("NEW")).isEmpty();
        assertThat(rig.refused("/ocpp/NEW", "Sec-WebSocket-Protocol: ocpp1.6")).isEqualTo(101);
        assertThat(rig.stations.directory().find("NEW")).isPresent();
    }

    @Test
    void profileOneNeedsTheStationsOwnNameAndPassword() {
        rig.station("CP-1", 1, PASSWORD);
        var none = upgrade("/CP-1", "Sec-WebSocket-Protocol: ocpp1.6");
        assertThat(none.status()).isEqualTo(401);
        assertThat(none.header("www-authenticate")).startsWith("Basic realm=");
        assertThat(logIn("CP-1", PASSWORD)).isEqualTo(101);
        assertThat(logIn("cp-1", PASSWORD)).isEqualTo(101);
        assertThat(logIn("CP-1x", PASSWORD)).isEqualTo(401);
        assertThat(logIn("", PASSWORD)).isEqualTo(401);
        assertThat(logIn("CP-1", PASSWORD + "x")).isEqualTo(401);
        assertThat(rig.refused("/CP-1", "Sec-WebSocket-Protocol: ocpp1.6", "Authorization: Basic !!!"))
                .isEqualTo(401);
        assertThat(rig.refused("/CP-1", "Sec-WebSocket-Protocol: ocpp1.6", "Authorization: Bearer " + PASSWORD))
                .isEqualTo(401);
        assertThat(rig.attempts.newest().toString()).doesNotContain(PASSWORD);
    }

    private int logIn(String user, String password) {
        return rig.refused("/CP-1", "Sec-WebSocket-Protocol: ocpp1.6", RawStation.basic(user, password));
    }

    @Test
    void aSecretMayHoldColonsAndAnyBytes() {
        byte[] raw = {':', 0, (byte) 0xFF, ':', 7, 'a', (byte) 0x80, ':', 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12};
        rig.station("BIN", 1, raw);
        rig.station("UTF", 1, "pässwört-mit-Umlauten");
        assertThat(rig.refused("/BIN", "Sec-WebSocket-Protocol: ocpp1.6", RawStation.basic("BIN", raw)))
                .isEqualTo(101);
        byte[] utf8 = "pässwört-mit-Umlauten".getBytes(StandardCharsets.UTF_8);
        assertThat(rig.refused("/UTF", "Sec-WebSocket-Protocol: ocpp1.6", RawStation.basic("UTF", utf8)))
                .isEqualTo(101);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    void aStationOfAHigherProfileIsRefusedWithoutTlsEvenWithItsPassword(int profile) {
        rig.station("CP-1", profile, PASSWORD);
        assertThat(logIn("CP-1", PASSWORD)).isEqualTo(403);
        assertThat(rig.attempts.newest().getFirst().reason()).isEqualTo("wrong-profile");
    }

    @Test
    void tooManyWrongPasswordsAreAnswered429() {
        rig.station("CP-1", 1, PASSWORD);
        for (int i = 0; i < 20; i++) assertThat(logIn("CP-1", "wrong")).isEqualTo(401);
        assertThat(logIn("CP-1", PASSWORD)).isEqualTo(429);
        rig.station("CP-2", 1, PASSWORD);
        assertThat(rig.refused("/CP-2", "Sec-WebSocket-Protocol: ocpp1.6", RawStation.basic("CP-2", PASSWORD)))
                .isEqualTo(101);
        assertThat(rig.count("stationmaster.rate_limited", "what", "failures")).isOne();
    }

    @Test
    void aMissingConnectionHeaderIsForgiven() {
        rig.stations.add("CP-1", 0);
        try (var station = RawStation.at(rig.server.port())) {
            var answer = station.request("GET /CP-1 HTTP/1.1\r\nHost: x\r\nUpgrade: WebSocket\r\n"
                    + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
                    + "Sec-WebSocket-Protocol: ocpp1.6\r\n\r\n");
            assertThat(answer.status()).isEqualTo(101);
            assertThat(station.ask("[2,\"1\",\"Heartbeat\",{}]")).isEqualTo("[3,\"1\",{}]");
        }
    }

    @Test
    void whatIsNoUpgradeIsToldSo() {
        rig.stations.add("CP-1", 0);
        try (var browser = RawStation.at(rig.server.port())) {
            assertThat(browser.request("GET /CP-1 HTTP/1.1\r\nHost: x\r\n\r\n").status())
                    .isEqualTo(426);
        }
        try (var stranger = RawStation.at(rig.server.port())) {
            assertThat(stranger.request("GET /CP-1 HTTP/1.1\r\nX-Long: " + "x".repeat(20_000) + "\r\n\r\n")
                            .status())
                    .isEqualTo(431);
        }
        assertThat(rig.attempts.newest()).isEmpty();
    }

    @Test
    void whoNeverEndsItsHeadersIsCut() {
        rig.close();
        rig = new LinkRig(folder, LinkRig.settings(Duration.ofSeconds(60), 0, Duration.ofMillis(300)));
        try (var slow = RawStation.at(rig.server.port())) {
            slow.raw("GET /CP-1 HTTP/1.1\r\nHost:".getBytes(StandardCharsets.US_ASCII));
            assertThat(slow.ended()).isTrue();
        }
    }

    @Test
    void whileTheDatabaseIsAwayUpgradesAreAnswered503AndLinksAreClosed() {
        rig.stations.add("CP-1", 0);
        try (var station = rig.connect("CP-1", "ocpp1.6")) {
            rig.ledger.unavailableMillis.set(19_000);
            assertThat(station.ask("[2,\"1\",\"Heartbeat\",{}]")).isEqualTo("[3,\"1\",{}]");
            rig.ledger.unavailableMillis.set(21_000);
            assertThat(station.awaitClose().closeCode()).isEqualTo(1013);
            var answer = upgrade("/CP-1", "Sec-WebSocket-Protocol: ocpp1.6");
            assertThat(answer.status()).isEqualTo(503);
            assertThat(Integer.parseInt(answer.header("retry-after"))).isBetween(10, 20);
            rig.ledger.unavailableMillis.set(0);
            assertThat(rig.refused("/CP-1", "Sec-WebSocket-Protocol: ocpp1.6")).isEqualTo(101);
        }
    }
}
