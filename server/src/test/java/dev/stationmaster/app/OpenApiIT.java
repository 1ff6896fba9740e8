package dev.stationmaster.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class OpenApiIT {
    @Test
    void theApiDescribesItselfWithItsResourcesItsTokenAndItsProblems() {
        try (var server = TestServer.start()) {
            var response = server.get("/api/v1/openapi");
            assertThat(response.statusCode()).isEqualTo(200);
            var api = new JsonMapper().readTree(response.body());
            assertThat(api.get("openapi").asString()).startsWith("3.1");
            assertThat(api.get("components")
                            .get("securitySchemes")
                            .get("apiToken")
                            .get("scheme")
                            .asString())
                    .isEqualTo("bearer");
            assertThat(api.get("paths").propertyNames())
                    .contains(
                            "/api/v1/stations",
                            "/api/v1/stations/{station}/messages",
                            "/api/v1/stations/{station}/findings",
                            "/api/v1/live");
            var withoutProblem = new ArrayList<String>();
            for (var path : api.get("paths").properties()) {
                assertThat(path.getKey()).startsWith("/api/v1/");
                for (var operation : path.getValue().properties()) {
                    if (!operation.getValue().get("responses").has("default"))
                        withoutProblem.add(operation.getKey() + " " + path.getKey());
                }
            }
            assertThat(withoutProblem).isEmpty();
            var schemas = api.get("components").get("schemas");
            assertThat(schemas.propertyNames())
                    .contains("FileView", "StationCaView", "PageCertificateIssued")
                    .doesNotContain("View", "PageView", "JsonNode");
            assertThat(schemas.get("StationView").get("required").valueStream().map(JsonNode::asString))
                    .contains("id", "connected")
                    .doesNotContain("vendor");
            assertThat(api.get("components").get("responses").get("Problem").toString())
                    .contains("application/problem+json", "\"code\"");
        }
    }
}
