package dev.stationmaster.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stationmaster.app.TestServer;
import dev.stationmaster.link.RawStation;
import dev.stationmaster.platform.postgres.TestPostgres;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TracingIT {
    private static final String NETWORK = "stations: [{id: CP-1, securityProfile: 0}]";

    @Test
    void aMessageIsFollowedFromItsFrameOverTheCommitToItsAnswer() {
        try (var collector = new Collector()) {
            var settings = Map.of(
                    "stationmaster.tracing.endpoint",
                    collector.endpoint(),
                    "stationmaster.tracing.headers.X-Key",
                    "k1");
            try (var server = TestServer.start(NETWORK, TestPostgres.freshDatabase(), settings);
                    var station = RawStation.connect(server.ocppPort(), "/CP-1", "ocpp1.6")) {
                station.ask("""
                        [2,"b1","BootNotification",{"chargePointVendor":"Acme","chargePointModel":"One"}]""");
                station.ask("[2,\"h1\",\"Heartbeat\",{}]");
                station.ask("[2,\"x1\",\"Invented\",{}]");
            }
            // A server that has stopped has sent all.
            List<Collector.Span> spans = collector.spans();
            Collector.Span boot = one(spans, "BootNotification");
            assertThat(boot.parent()).isEmpty();
            assertThat(boot.attributes())
                    .containsEntry("station", "CP-1")
                    .containsEntry("ocpp.version", "ocpp1.6")
                    .containsEntry("ocpp.message_id", "b1");
            List<Collector.Span> within = spans.stream()
                    .filter(span -> span.parent().equals(boot.id()))
                    .toList();
            assertThat(within).extracting(Collector.Span::name).contains("mailbox", "commit");
            assertThat(within).allSatisfy(span -> assertThat(span.trace()).isEqualTo(boot.trace()));
            assertThat(spans)
                    .filteredOn(
                            span -> span.parent().equals(one(spans, "Heartbeat").id()))
                    .extracting(Collector.Span::name)
                    .containsExactly("mailbox");
            assertThat(one(spans, "unknown").attributes()).containsEntry("ocpp.action", "Invented");
            assertThat(collector.credentials()).isNotEmpty().containsOnly("k1");
        }
    }

    private static Collector.Span one(List<Collector.Span> spans, String name) {
        assertThat(spans).filteredOn(span -> span.name().equals(name)).hasSize(1);
        return spans.stream()
                .filter(span -> span.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
