package dev.stationmaster.authorization;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stationmaster.app.TestServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TokenImportIT {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private final HttpClient http = HttpClient.newHttpClient();
    private TestServer server;

    @BeforeAll
    void start() {
        server = TestServer.start("""
                stations: [{id: CP-1, securityProfile: 0}]
                tokens: [{idToken: KNOWN, group: Fleet}, {idToken: ONCE, maxConcurrent: 1}]
                """);
    }

    @AfterAll
    void stop() {
        server.close();
        http.close();
    }

    @Test
    void aTableWithOneWrongRowSavesNothingAndSaysWhichLineFieldAndRule() throws Exception {
        String csv = "idToken;status;group\nNEW-1;accepted;Fleet\nNEW-2;maybe;Fleet\nnew-1;blocked;\nKNOWN;;Fleet\n";
        JsonNode dry = JSON.readTree(take(csv, true).body());
        assertThat(dry.get("saved").asBoolean()).isFalse();
        assertThat(dry.at("/errors/0").toString()).contains("\"line\":3", "\"field\":\"status\"", "\"rule\":\"enum\"");
        assertThat(dry.at("/errors/1").toString()).contains("\"line\":4", "\"rule\":\"once\"");
        assertThat(dry.get("unchanged").asInt()).isOne();
        var refused = take(csv, false);
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("invalid-rows");
        assertThat(server.get("/api/v1/tokens/ISO14443/NEW-1").statusCode()).isEqualTo(404);

        String right = csv.replace("maybe", "blocked").replace("new-1;", "NEW-3;");
        JsonNode saved = JSON.readTree(take(right, false).body());
        assertThat(saved.get("created").asInt()).isEqualTo(3);
        assertThat(saved.get("saved").asBoolean()).isTrue();
        assertThat(server.get("/api/v1/tokens?group=fleet").body())
                .contains("NEW-1", "NEW-2", "KNOWN")
                .doesNotContain("NEW-3");
        assertThat(server.get("/api/v1/token-groups").body())
                .contains("\"group\":\"Fleet\",\"tokens\":3,\"accepted\":2");
        assertThat(server.get("/api/v1/tokens/ISO14443/KNOWN/local-lists").body())
                .isEqualTo("{\"items\":[]}");
    }

    @Test
    void tryingATokenTellsTheRuleAndLeavesNoTrace() {
        String path = "/api/v1/authorizations/try";
        for (int i = 0; i < 3; i++) {
            assertThat(server.post(path, "{\"station\":\"CP-1\",\"idToken\":\"once\",\"evse\":1}")
                            .body())
                    .contains("\"accepted\":true", "token is accepted");
        }
        assertThat(server.post(path, "{\"station\":\"CP-1\",\"idToken\":\"NOBODY\"}")
                        .body())
                .contains("\"status\":\"unknown\"", "token is not known");
        assertThat(server.post(path, "{\"station\":\"CP-9\",\"idToken\":\"ONCE\"}")
                        .statusCode())
                .isEqualTo(404);
        assertThat(server.post(path, "{}").body()).contains("\"station\"", "\"idToken\"", "required");
        assertThat(server.get("/api/v1/authorizations?idToken=ONCE").body()).contains("\"items\":[]");
    }

    private HttpResponse<String> take(String csv, boolean dryRun) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + server.port() + "/api/v1/tokens/import?dryRun=" + dryRun))
                .header("Authorization", "Bearer " + TestServer.ADMIN_TOKEN)
                .header("Content-Type", "text/csv")
                .POST(HttpRequest.BodyPublishers.ofString(csv))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }
}
