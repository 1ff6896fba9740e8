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
            assertThat(server.get("/setup").body()).contains("Set up Stationmaster");
            assertThat(server.get("/").body()).contains("/api/v1/openapi");
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
