package dev.stationmaster.siteplan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stationmaster.app.TestServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.json.JsonMapper;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SitePlanIT {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String OWN = "AT-NORTH";
    private static final String HIDDEN = "AT-SOUTH";

    private final HttpClient http = HttpClient.newHttpClient();
    private final Map<String, String> tokens = new HashMap<>();
    private TestServer server;

    @BeforeAll
    void twoSitesWithAStationEach() {
        server = TestServer.start();
        server.post("/api/v1/sites", "{\"name\":\"North\"}");
        server.post("/api/v1/sites", "{\"name\":\"South\"}");
        server.post("/api/v1/stations", "{\"id\":\"" + OWN + "\",\"securityProfile\":0,\"site\":\"North\"}");
        server.post("/api/v1/stations", "{\"id\":\"" + HIDDEN + "\",\"securityProfile\":0,\"site\":\"South\"}");
        for (String role : List.of("viewer", "operator", "admin")) {
            var made = server.post(
                    "/api/v1/api-tokens",
                    "{\"name\":\"" + role + "\",\"role\":\"" + role + "\",\"sites\":[\"North\"]}");
            tokens.put(role, JSON.readTree(made.body()).get("token").asString());
        }
    }

    @AfterAll
    void stop() {
        server.close();
        http.close();
    }

    private HttpResponse<String> send(String role, String method, String path, @Nullable String json) throws Exception {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                .header("Authorization", "Bearer " + tokens.get(role))
                .header("Content-Type", "application/json")
                .method(
                        method,
                        json == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(json))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void thePlanOfASiteShowsTheStationsThatTheCallerMayKnowOf() throws Exception {
        byte[] png = new byte[40];
        System.arraycopy(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'}, 0, png, 0, 8);
        png[19] = 100;
        png[23] = 50;
        for (String site : List.of("North", "South")) {
            var put = HttpRequest.newBuilder(
                            URI.create("http://127.0.0.1:" + server.port() + "/api/v1/sites/" + site + "/plan"))
                    .header("Authorization", "Bearer " + TestServer.ADMIN_TOKEN)
                    .header("Content-Type", "application/octet-stream")
                    .PUT(HttpRequest.BodyPublishers.ofByteArray(png))
                    .build();
            assertThat(http.send(put, HttpResponse.BodyHandlers.ofString()).body())
                    .contains("\"width\":100", "\"height\":50");
        }
        String place = "/api/v1/sites/North/plan/places/";
        var own = send("operator", "PUT", place + OWN, "{\"x\":0.25,\"y\":0.5}");
        assertThat(own.body()).contains("{\"station\":\"" + OWN + "\",\"x\":0.25,\"y\":0.5}");
        assertThat(send("viewer", "GET", "/api/v1/sites/North/plan", null).body())
                .contains(OWN);
        assertThat(send("viewer", "PUT", place + OWN, "{\"x\":0,\"y\":0}").statusCode())
                .isEqualTo(403);
        assertThat(send("operator", "PUT", place + OWN, "{\"x\":2}").body()).contains("\"x\"", "\"y\"", "0..1");
        assertThat(send("operator", "PUT", place + HIDDEN, "{\"x\":0,\"y\":0}").statusCode())
                .isEqualTo(404);
        assertThat(server.request("PUT", place + HIDDEN, "{\"x\":0,\"y\":0}").body())
                .contains("other-site");
        for (String closed : List.of("", "/image"))
            assertThat(send("admin", "GET", "/api/v1/sites/South/plan" + closed, null)
                            .statusCode())
                    .isEqualTo(404);
        assertThat(send("admin", "DELETE", "/api/v1/sites/South/plan", null).statusCode())
                .isEqualTo(404);
        var image = send("viewer", "GET", "/api/v1/sites/North/plan/image", null);
        assertThat(image.headers().firstValue("Content-Type")).hasValue("image/png");
        assertThat(send("operator", "DELETE", "/api/v1/sites/North/plan", null).statusCode())
                .isEqualTo(204);
        assertThat(send("viewer", "GET", "/api/v1/sites/North/plan", null).body())
                .contains("\"places\":[]");
    }
}
