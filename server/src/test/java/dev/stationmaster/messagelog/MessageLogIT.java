package dev.stationmaster.messagelog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stationmaster.app.TestServer;
import dev.stationmaster.messagelog.Exchange.Outcome;
import dev.stationmaster.ocpp.ErrorCode;
import dev.stationmaster.ocpp.Violation;
import dev.stationmaster.station.StationId;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class MessageLogIT {
    private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    private static final JsonMapper JSON = new JsonMapper();
    private static TestServer server;
    private static MessageLog messageLog;

    @BeforeAll
    static void start() {
        server = TestServer.start();
        messageLog = server.bean(MessageLog.class);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static StationId station(String identity) {
        return Exchanges.station(server, identity);
    }

    private static JsonNode get(String path) {
        server.bean(BufferedMessageLog.class)
                .settle(20_000); // the API waits a moment only, and a busy machine takes longer
        var response = server.get(path);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return JSON.readTree(response.body());
    }

    @Test
    void whatWasSaidAMomentAgoIsShownPairedAsItWasOnTheWire() {
        var station = station("CP-1");
        messageLog.record(Exchanges.heartbeat(station, NOW));
        var items = get("/api/v1/stations/CP-1/messages").get("items");
        assertThat(items).hasSize(1);
        var message = items.get(0);
        assertThat(message.get("action").asString()).isEqualTo("Heartbeat");
        assertThat(message.get("direction").asString()).isEqualTo("fromStation");
        assertThat(message.get("version").asString()).isEqualTo("ocpp1.6");
        assertThat(message.get("outcome").asString()).isEqualTo("answered");
        assertThat(message.get("latencyMicros").asInt()).isEqualTo(812);
        assertThat(Instant.parse(message.get("at").asString())).isEqualTo(NOW);
        assertThat(message.get("request").toString()).isEqualTo("[2,\"id-1\",\"Heartbeat\",{}]");
        assertThat(message.get("response").get(2).get("currentTime").asString()).isEqualTo("2026-03-01T08:00:00Z");
        assertThat(message.get("violations")).isEmpty();
    }

    @Test
    void aSecretIsInNoTableAndInNoAnswer() {
        var station = station("CP-2");
        messageLog.record(Exchanges.fromStation(
                station,
                "ChangeConfiguration",
                "[2,\"id-1\",\"ChangeConfiguration\",{\"key\":\"AuthorizationKey\",\"value\":\"open-sesame\"}]",
                "[3,\"id-1\",{\"status\":\"Accepted\"}]",
                NOW));
        var body = server.get("/api/v1/stations/CP-2/messages").body();
        assertThat(body).contains("***").doesNotContain("open-sesame");
    }

    @Test
    void pagesFollowEachOtherNewestFirstAndFiltersHold() {
        var station = station("CP-3");
        for (int i = 0; i < 1200; i++) {
            var plain = Exchanges.fromStation(
                    station,
                    i % 3 == 0 ? "Heartbeat" : "MeterValues",
                    "[2,\"" + i + "\",\"X\",{}]",
                    "[3,\"" + i + "\",{}]",
                    NOW.minusSeconds(1200 - i));
            messageLog.record(i % 100 == 0 ? Exchanges.with(plain, Outcome.TIMED_OUT, List.of(), List.of()) : plain);
        }
        var first = get("/api/v1/stations/CP-3/messages?limit=500");
        var second = get("/api/v1/stations/CP-3/messages?limit=500&after="
                + first.get("next").asString());
        var third = get("/api/v1/stations/CP-3/messages?limit=500&after="
                + second.get("next").asString());
        assertThat(third.get("items")).hasSize(200);
        assertThat(third.get("next")).isNull();
        int expected = 1199;
        for (var page : List.of(first, second, third)) {
            for (var item : page.get("items"))
                assertThat(item.get("request").get(1).asString()).isEqualTo(Integer.toString(expected--));
        }
        assertThat(get("/api/v1/stations/CP-3/messages?errorsOnly=true").get("items"))
                .hasSize(12);
        assertThat(get("/api/v1/stations/CP-3/messages?limit=500&action=Heartbeat")
                        .get("items"))
                .hasSize(400);
        assertThat(get("/api/v1/stations/CP-3/messages?direction=toStation").get("items"))
                .isEmpty();
        assertThat(get("/api/v1/stations/CP-3/messages?since=" + NOW.minusSeconds(10) + "&until=" + NOW.minusSeconds(5))
                        .get("items"))
                .hasSize(5);
    }

    @Test
    void findingsAreCountedByPlaceAndRule() {
        var station = station("CP-4");
        var odd = List.of(
                new Violation(
                        "/meterValue/3/sampledValue/0/unit",
                        "enum",
                        "\"kwh\" is no unit",
                        ErrorCode.PROPERTY_CONSTRAINT_VIOLATION),
                new Violation(
                        "/meterValue/4/sampledValue/1/unit",
                        "enum",
                        "\"KWH\" is no unit",
                        ErrorCode.PROPERTY_CONSTRAINT_VIOLATION));
        var refused = List.of(
                new Violation("/connectorId", "required", "is missing", ErrorCode.OCCURRENCE_CONSTRAINT_VIOLATION));
        var plain = Exchanges.heartbeat(station, NOW);
        for (int i = 0; i < 5; i++) messageLog.record(Exchanges.with(plain, Outcome.ANSWERED, List.of(), odd));
        messageLog.record(Exchanges.with(plain, Outcome.ERROR, refused, List.of()));
        var found = get("/api/v1/stations/CP-4/findings").get("items");
        assertThat(found).hasSize(2);
        for (var finding : found) {
            boolean unit = finding.get("path").asString().equals("/meterValue/*/sampledValue/*/unit");
            assertThat(finding.get("count").asInt()).isEqualTo(unit ? 10 : 1);
            assertThat(finding.get("code").asString()).isEqualTo(unit ? "enum" : "required");
        }
        var shown = get("/api/v1/stations/CP-4/messages?errorsOnly=true").get("items");
        assertThat(shown).hasSize(1);
        assertThat(shown.get(0).get("violations").get(0).get("rule").asString()).isEqualTo("required");
    }

    @Test
    void whatIsNoJsonIsShownAsText() {
        var station = station("CP-5");
        messageLog.record(Exchanges.with(
                Exchanges.fromStation(
                        station, "?", "[2,\"1\",\u0000\"oops", "[4,\"-1\",\"RpcFrameworkError\",\"\",{}]", NOW),
                Outcome.UNREADABLE,
                List.of(),
                List.of()));
        var message = get("/api/v1/stations/CP-5/messages").get("items").get(0);
        assertThat(message.get("request")).isNull();
        assertThat(message.get("requestText").asString()).contains("oops");
        assertThat(message.get("response").get(0).asInt()).isEqualTo(4);
    }

    @Test
    void rowsStandInThePartitionOfTheirDayAndOddOnesInTheDefault() {
        var station = station("CP-6");
        messageLog.record(Exchanges.heartbeat(station, NOW));
        messageLog.record(Exchanges.heartbeat(station, Instant.EPOCH));
        messageLog.record(Exchanges.heartbeat(station, NOW.plus(Duration.ofDays(3000))));
        assertThat(get("/api/v1/stations/CP-6/messages").get("items")).hasSize(3);
        long odd = server.bean(JdbcClient.class)
                .sql("select count(*) from exchange_default where station_id = :station")
                .param("station", station.key())
                .query(Long.class)
                .single();
        assertThat(odd).isEqualTo(2);
    }

    @Test
    void anUnknownStationIsAProblem() {
        var response = server.get("/api/v1/stations/nobody/messages");
        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(response.body()).contains("station-not-found");
    }
}
