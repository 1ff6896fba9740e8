package dev.stationmaster.station;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stationmaster.app.TestServer;
import dev.stationmaster.platform.postgres.TestPostgres;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StationRestartIT {
    private static final String OLD = "the-old-secret-of-cp-1";
    private static final String NEW = "the-new-secret-of-cp-1";
    private static final String FILE =
            "stations: [{id: CP-1, securityProfile: 1, password: \"" + OLD + "\", boot: pending, pendingBoots: 1}]\n";

    private final TestPostgres.Database database = TestPostgres.freshDatabase();
    private final Map<String, String> data =
            Map.of("stationmaster.data", TestPostgres.temporaryFolder().toString());

    @Test
    void registrationAndAnOpenRotationOutliveRestarts() {
        try (var server = start()) {
            assertThat(boot(server)).isEqualTo(Registration.PENDING);
        }
        try (var server = start()) {
            assertThat(server.bean(RegistrationService.class).of(id(server))).isEqualTo(Registration.PENDING);
            assertThat(boot(server)).isEqualTo(Registration.ACCEPTED);
            server.bean(StationCredentials.class).beginRotation(id(server), NEW);
        }
        try (var server = start()) {
            assertThat(server.bean(RegistrationService.class).of(id(server))).isEqualTo(Registration.ACCEPTED);
            assertThat(opens(server, NEW)).isTrue();
            assertThat(opens(server, OLD)).isFalse();
        }
        try (var server = start()) {
            assertThat(opens(server, OLD)).isFalse();
            assertThat(opens(server, NEW)).isTrue();
        }
    }

    private TestServer start() {
        return TestServer.start(FILE, database, data);
    }

    private static Registration boot(TestServer server) {
        var report = new BootReport("Vendor", "Model", null, null, null, null, null, null, "PowerUp");
        return server.bean(RegistrationService.class)
                .boot(id(server), report, Instant.parse("2026-03-01T08:00:00Z"))
                .status();
    }

    private static boolean opens(TestServer server, String secret) {
        return server.bean(StationCredentials.class).matches(id(server), secret.getBytes(StandardCharsets.UTF_8));
    }

    private static StationId id(TestServer server) {
        return server.bean(StationDirectory.class).find("CP-1").orElseThrow().id();
    }
}
