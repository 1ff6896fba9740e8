package dev.stationmaster.messagelog;

import dev.stationmaster.app.TestServer;
import dev.stationmaster.messagelog.Exchange.Direction;
import dev.stationmaster.messagelog.Exchange.Outcome;
import dev.stationmaster.ocpp.Version;
import dev.stationmaster.ocpp.Violation;
import dev.stationmaster.station.StationForm;
import dev.stationmaster.station.StationId;
import dev.stationmaster.station.StationService;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

/** Exchanges for tests, from literal frames. */
public final class Exchanges {
    private Exchanges() {}

    /** A station that exists, so that the API knows it. */
    public static StationId station(TestServer server, String identity) {
        var form = new StationForm(identity, 0, null, null, null, null, null, null, null, null);
        return server.bean(StationService.class).create(form, "test").station().id();
    }

    public static Exchange fromStation(StationId station, String action, String request, String response, Instant at) {
        return new Exchange(
                station,
                Direction.FROM_STATION,
                Version.V16,
                action,
                "id-1",
                at,
                812,
                Outcome.ANSWERED,
                request.getBytes(StandardCharsets.UTF_8),
                response.getBytes(StandardCharsets.UTF_8),
                List.of(),
                List.of());
    }

    public static Exchange heartbeat(StationId station, Instant at) {
        return fromStation(
                station,
                "Heartbeat",
                "[2,\"id-1\",\"Heartbeat\",{}]",
                "[3,\"id-1\",{\"currentTime\":\"2026-03-01T08:00:00Z\"}]",
                at);
    }

    static Exchange with(Exchange exchange, Outcome outcome, List<Violation> violations, List<Violation> findings) {
        return new Exchange(
                exchange.station(),
                exchange.direction(),
                exchange.version(),
                exchange.action(),
                exchange.messageId(),
                exchange.at(),
                exchange.latencyMicros(),
                outcome,
                exchange.request(),
                exchange.response(),
                violations,
                findings);
    }
}
