package dev.stationmaster.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stationmaster.app.TestServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ApiSecurityIT {
    private final HttpClient http = HttpClient.newHttpClient();
    private TestServer server;

    @BeforeAll
    void start() {
        server = TestServer.start("stations: [{id: \"RDAM|123 %20/a\", securityProfile: 0}]\n");
    }

    @AfterAll
    void stop() {
        server.close();
        http.close();
    }

    @Test
    void withoutAValidTokenEveryResourceAnswersAProblem401() throws Exception {
        for (var token : new @Nullable String[] {null, "nobody-has-this-token-0123456789abcdef"}) {
            var answer = send("GET", "/api/v1/stations", token, null);
            assertThat(answer.statusCode()).isEqualTo(401);
            assertThat(answer.headers().firstValue("WWW-Authenticate")).contains("Bearer");
            assertThat(answer.body()).contains("\"code\":\"unauthorized\"");
        }
    }

    @Test
    void healthMetricsAndTheApiDescriptionAreOpen() throws Exception {
        assertThat(send("GET", "/actuator/health/readiness", null, null).statusCode())
                .isEqualTo(200);
        assertThat(send("GET", "/actuator/prometheus", null, null).statusCode()).isEqualTo(200);
        assertThat(send("GET", "/api/v1/openapi", null, null).body())
                .contains("\"openapi\":\"3.1", "/api/v1/provisioning", "bearer");
    }

    @Test
    void eachRoleMayDoWhatItIsFor() throws Exception {
        var viewer = tokenOf("viewer");
        var technician = tokenOf("technician");
        var operator = tokenOf("operator");
        var station = "{\"id\": \"OF-OPERATOR\", \"securityProfile\": 0}";

        assertThat(send("GET", "/api/v1/stations", viewer, null).statusCode()).isEqualTo(200);
        assertThat(send("POST", "/api/v1/stations", technician, station).statusCode())
                .isEqualTo(403);
        assertThat(send("POST", "/api/v1/stations", operator, station).statusCode())
                .isEqualTo(201);
        assertThat(send("POST", "/api/v1/stations/X/commands", viewer, "{}").statusCode())
                .isEqualTo(403);
        assertThat(send("POST", "/api/v1/stations/X/commands", technician, "{}").statusCode())
                .isNotEqualTo(403);
        assertThat(send("POST", "/api/v1/provisioning", operator, "{}").statusCode())
                .isEqualTo(403);
        assertThat(send("GET", "/api/v1/api-tokens", operator, null).body()).contains("\"code\":\"forbidden\"");
    }

    @Test
    void anExpiredOrDeletedTokenOpensNothing() throws Exception {
        var expired = create("{\"name\": \"old\", \"role\": \"admin\", \"expiresAt\": \"2020-01-01T00:00:00Z\"}");
        var deleted = create("{\"name\": \"gone\", \"role\": \"admin\"}");
        assertThat(server.delete("/api/v1/api-tokens/gone").statusCode()).isEqualTo(204);

        assertThat(send("GET", "/api/v1/stations", expired, null).statusCode()).isEqualTo(401);
        assertThat(send("GET", "/api/v1/stations", deleted, null).statusCode()).isEqualTo(401);
    }

    @Test
    void whatIsWrongWithARequestIsSaidInOneForm() {
        assertThat(server.get("/api/v1/nothing").body()).contains("\"code\":\"not-found\"");
        assertThat(server.request("PUT", "/api/v1/stations", "{}").body()).contains("\"code\":\"method-not-allowed\"");
        assertThat(server.get("/api/v1/stations/nobody").body()).contains("\"code\":\"station-not-found\"");
        assertThat(server.get("/api/v1/stations?limit=0").statusCode()).isEqualTo(422);
        assertThat(server.get("/api/v1/stations?limit=many").body()).contains("\"field\":\"limit\"");
        assertThat(server.post("/api/v1/stations", "{\"id\": \"A\",\n \"securityProfile\": }")
                        .body())
                .contains("malformed-json")
                .contains("line 2");
        assertThat(server.post("/api/v1/stations", "[]").body()).contains("\"field\":\"body\"");
        var wrong = server.post("/api/v1/stations", "{\"id\": \"A\", \"securityProfile\": \"one\"}");
        assertThat(wrong.statusCode()).isEqualTo(422);
        assertThat(wrong.body()).contains("\"field\":\"securityProfile\"");
        assertThat(server.post("/api/v1/stations", "{\"id\": \"A\", \"securityprofile\": 0}")
                        .body())
                .contains("\"field\":\"securityprofile\"");
        assertThat(server.post("/api/v1/stations", "{\"id\": \"A\", \"password\": \"short\"}")
                        .body())
                .contains("\"rule\":\"length 16..64\"");
    }

    @Test
    void anyIdentityReachesItsStationPercentEncoded() {
        var answer = server.get("/api/v1/stations/RDAM%7C123%20%2520%2Fa");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("\"id\":\"RDAM|123 %20/a\"");
    }

    @Test
    void aServerWithAnAdministratorCannotBeSetUpAgain() throws Exception {
        var answer = send("POST", "/api/v1/setup", null, "{\"code\": \"guessed\"}");

        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.body()).contains("already-set-up");
    }

    @Test
    void theCodeOfANewServerMakesOneAdministratorOnce() throws Exception {
        server.delete("/api/v1/api-tokens/old");
        var setup = server.bean(SetupCode.class);
        assertThat(setup.renew()).isEmpty();
        try (var fresh = TestServer.start()) {
            assertThat(fresh.delete("/api/v1/api-tokens/test").statusCode()).isEqualTo(204);
            var code = fresh.bean(SetupCode.class).renew().orElseThrow();
            var at = fresh.port();
            assertThat(send(at, "POST", "/api/v1/setup", null, "{\"code\": \"guessed\"}")
                            .statusCode())
                    .isEqualTo(403);
            var made = send(at, "POST", "/api/v1/setup", null, "{\"code\": \"" + code + "\"}");
            assertThat(made.statusCode()).isEqualTo(200);
            var token = text(made.body(), "token");
            assertThat(send(at, "GET", "/api/v1/api-tokens", token, null).statusCode())
                    .isEqualTo(200);
            assertThat(send(at, "POST", "/api/v1/setup", null, "{\"code\": \"" + code + "\"}")
                            .statusCode())
                    .isEqualTo(409);
        }
    }

    private String tokenOf(String role) {
        return create("{\"name\": \"" + role + "\", \"role\": \"" + role + "\"}");
    }

    private String create(String json) {
        var created = server.post("/api/v1/api-tokens", json);
        assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
        return text(created.body(), "token");
    }

    private static String text(String json, String field) {
        return json.replaceAll(".*\"" + field + "\":\"([^\"]*)\".*", "$1");
    }

    private HttpResponse<String> send(String method, String path, @Nullable String token, @Nullable String json)
            throws IOException, InterruptedException {
        return send(server.port(), method, path, token, json);
    }

    private HttpResponse<String> send(
            int port, String method, String path, @Nullable String token, @Nullable String json)
            throws IOException, InterruptedException {
        var body = json == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(json);
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Content-Type", "application/json")
                .method(method, body);
        if (token != null) request.header("Authorization", "Bearer " + token);
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
