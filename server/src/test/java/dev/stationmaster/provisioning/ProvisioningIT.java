package dev.stationmaster.provisioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stationmaster.app.TestServer;
import dev.stationmaster.platform.postgres.TestPostgres;
import dev.stationmaster.station.StationCredentials;
import dev.stationmaster.station.StationDirectory;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProvisioningIT {
    private static final String ONE = """
            stations:
              - {id: CP-1, securityProfile: 1, password: "first-password-of-cp-1"}
            tokens:
              - {idToken: "04A1B2C3", group: FLEET}
            """;

    @Test
    void twentyThousandStationsAndTokensAreThereWithinSecondsAndAfterARestartAtOnce() {
        var many = """
                stations: [{id: "LOAD-{n:5}", count: 20000, securityProfile: 1, password: "password-of-load-{n}"}]
                tokens: [{idToken: "{n:8}", count: 20000}]
                """;
        var database = TestPostgres.freshDatabase();
        var data = Map.of("stationmaster.data", TestPostgres.temporaryFolder().toString());
        try (var server = TestServer.start(many, database, data)) {
            assertThat(server.bean(StationDirectory.class).all()).hasSize(20_000);
            assertThat(opens(server, "LOAD-20000", "password-of-load-20000")).isTrue();
            assertThat(server.get("/api/v1/tokens/ISO14443/00020000").statusCode())
                    .isEqualTo(200);
        }
        try (var server = TestServer.start(many, database, data)) {
            assertThat(server.bean(StationDirectory.class).all()).hasSize(20_000);
            assertThat(server.post("/api/v1/provisioning", many).body())
                    .contains("\"applied\":{}")
                    .contains("\"stations\":20000");
        }
    }

    @Test
    void whatHappenedSinceSurvivesARestartWithTheSameFile() {
        var database = TestPostgres.freshDatabase();
        var data = Map.of("stationmaster.data", TestPostgres.temporaryFolder().toString());
        try (var server = TestServer.start(ONE, database, data)) {
            assertThat(server.patch(
                                    "/api/v1/stations/CP-1",
                                    "{\"password\": \"second-password-of-cp-1\", \"securityProfile\": 2}")
                            .statusCode())
                    .isEqualTo(200);
        }
        try (var server = TestServer.start(ONE, database, data)) {
            assertThat(opens(server, "CP-1", "second-password-of-cp-1")).isTrue();
            assertThat(opens(server, "CP-1", "first-password-of-cp-1")).isFalse();
            assertThat(server.get("/api/v1/stations/CP-1").body()).contains("\"securityProfile\":2");
        }
        try (var server = TestServer.start(ONE.replace("first", "third"), database, data)) {
            assertThat(opens(server, "CP-1", "third-password-of-cp-1")).isTrue();
        }
    }

    @Test
    void aFileWithOneBadEntryChangesNothingAndTheAnswerNamesItsLine() {
        try (var server = TestServer.start()) {
            var refused = server.post("/api/v1/provisioning", """
                    stations:
                      - {id: CP-1, securityProfile: 0}
                      - {id: CP-2, securityProfile: 9}
                    """);

            assertThat(refused.statusCode()).isEqualTo(422);
            assertThat(refused.headers().firstValue("Content-Type").orElseThrow())
                    .startsWith("application/problem+json");
            assertThat(refused.body())
                    .contains("\"line\":3")
                    .contains("\"field\":\"stations[1].securityProfile\"")
                    .contains("\"code\":\"invalid-provisioning\"");
            assertThat(server.bean(StationDirectory.class).all()).isEmpty();
        }
    }

    @Test
    void anEntryIsAppliedAgainWhenItChangedOrWhenItsStationIsGone() {
        try (var server = TestServer.start()) {
            assertThat(server.post("/api/v1/provisioning", ONE).body()).contains("\"stations\":1");
            assertThat(server.post("/api/v1/provisioning", ONE).body()).contains("\"applied\":{}");
            assertThat(server.delete("/api/v1/stations/CP-1").statusCode()).isEqualTo(204);
            assertThat(server.post("/api/v1/provisioning", ONE).body())
                    .contains("\"applied\":{\"stations\":1}")
                    .contains("\"unchanged\":{\"tokens\":1}");
            assertThat(opens(server, "CP-1", "first-password-of-cp-1")).isTrue();
        }
    }

    @Test
    void anUnreadableFileIsToldInOneSentenceAndTheServerDoesNotStart() {
        assertThatThrownBy(() -> TestServer.start("stations: [{id: CP-1, securityProfile: 3, colour: red}]"))
                .hasMessageContaining("Line 2")
                .hasMessageContaining("stations[0].colour")
                .hasMessageContaining("expected");
    }

    private static boolean opens(TestServer server, String identity, String password) {
        var station = server.bean(StationDirectory.class).find(identity).orElseThrow();
        return server.bean(StationCredentials.class).matches(station.id(), password.getBytes(StandardCharsets.UTF_8));
    }
}
