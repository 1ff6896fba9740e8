package dev.stationmaster.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StartIT {
    @Test
    void theWholeServerStartsOnFreePortsAndSaysThatItIsReady() {
        try (var server = TestServer.start()) {
            assertThat(server.running()).isTrue();
            assertThat(server.get("/actuator/health/readiness").body()).contains("UP");
            assertThat(server.get("/actuator/prometheus").body()).contains("jvm_memory_used_bytes");
            String console = server.get("/").body();
            assertThat(console).contains("<title>Stationmaster</title>");
            assertThat(server.get("/setup").body()).isEqualTo(console);
            assertThat(server.get("/stations/CP%7C1/messages").body()).isEqualTo(console);
            assertThat(server.get("/assets/none.js").statusCode()).isEqualTo(404);
            assertThat(server.get("/api/v1/none").statusCode()).isEqualTo(404);
            assertThat(server.get("/api/v1/settings").body()).contains("heartbeatIntervalSeconds");
            assertThat(server.patch("/api/v1/settings", "{\"heartbeatIntervalSeconds\": 0}")
                            .body())
                    .contains("must be a whole number from 1 to 86400");
            assertThat(server.patch("/api/v1/settings", "{\"heartbeatIntervalSeconds\": 60}")
                            .body())
                    .contains("\"value\":\"60\"");
        }
    }
}
