package dev.stationmaster.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StartIT {
    @Test
    void theWholeServerStartsOnFreePortsAndSaysThatItIsReady() {
        try (var server = TestServer.start()) {
            assertThat(server.running()).isTrue();
            assertThat(server.get("/actuator/health/readiness").body()).contains("UP");
        }
    }
}
