package dev.stationmaster.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stationmaster.simulator.fleet.DemoSite;
import dev.stationmaster.simulator.fleet.PastSessions;
import java.net.URI;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** The weeks before the demo, told by its stations. */
class DemoPastIT {
    private static final JsonMapper JSON = JsonMapper.shared();

    @Test
    void everyPastSessionIsStoredOnceWithItsEnergyAndWithoutAFinding() throws Exception {
        try (var server = TestServer.start(DemoSite.provisioning())) {
            var past = new PastSessions(DemoSite.tokens(), Instant.now(), 2);
            for (var station : DemoSite.stations(URI.create("ws://127.0.0.1:" + server.ocppPort() + "/ocpp"))
                    .subList(0, 4)) {
                int told = past.tell(station);
                String id = station.identity();
                var stored = JSON.readTree(server.get("/api/v1/transactions?limit=500&station=" + id)
                                .body())
                        .get("items");
                assertThat(stored.size()).as(id).isEqualTo(told).isPositive();
                stored.forEach(one -> {
                    assertThat(one.get("state").asString()).isEqualTo("ended");
                    assertThat(one.get("energyWh").asLong()).isPositive();
                    assertThat(one.get("flags")).isEmpty();
                });
                assertThat(JSON.readTree(server.get("/api/v1/stations/" + id + "/findings")
                                        .body())
                                .get("items"))
                        .isEmpty();
            }
        }
    }
}
