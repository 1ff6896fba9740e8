package dev.stationmaster.tariff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stationmaster.app.TestServer;
import dev.stationmaster.authorization.IdToken;
import dev.stationmaster.station.StationDirectory;
import dev.stationmaster.station.StationId;
import dev.stationmaster.tariff.CostService.Moment;
import dev.stationmaster.transaction.StationEvent.Kind;
import dev.stationmaster.transaction.TransactionHistories;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Tariffs from the file, over the API, and through sessions, restarts and late messages. */
class TariffIT {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String FILE = """
            site: {name: Home, timeZone: Europe/Berlin}
            tokens:
              - {idToken: DRIVER, language: de-CH}
              - {idToken: COLLEAGUE, group: Fleet}
            stations: [{id: "T-{n}", count: 9, securityProfile: 0}]
            tariffs:
              - id: plain
                elements: [{perKwh: 0.49}]
                texts: {en: 49 cents, de: 49 Cent}
              - id: fleet
                currency: EUR
                elements:
                  - {perKwh: 0.30, from: "08:00", until: "20:00", days: [monday, tuesday, wednesday, thursday, friday]}
                  - {perKwh: 0.20, perIdleMinute: 0.10}
                idleGraceMinutes: 10
            tariffAssignments:
              - {station: T-1, tariff: plain}
              - {station: T-2, tariff: plain}
              - {station: T-2, evse: 2, tariff: fleet}
              - {group: fleet, tariff: fleet}
            """;

    private static TestServer server;

    @BeforeAll
    static void start() {
        server = TestServer.start(FILE);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static StationId station(int number) {
        return server.bean(StationDirectory.class)
                .find("T-" + number)
                .orElseThrow()
                .id();
    }

    private static JsonNode json(String text) {
        return JSON.readTree(text);
    }

    private static BigDecimal total(TestServer on, UUID transaction) {
        JsonNode cost = cost(on, transaction);
        assertThat(cost.get("total")).as("%s", cost).isNotNull();
        return cost.get("total").decimalValue();
    }

    private static JsonNode cost(TestServer on, UUID transaction) {
        return json(on.get("/api/v1/transactions/" + transaction).body()).path("cost");
    }

    /** 5 kWh in an hour. */
    private static UUID fiveKwh(Tx tx, @Nullable String token) {
        tx.event(server, Kind.STARTED, 0, "Charging", token, 1000);
        tx.event(server, Kind.UPDATED, 30, null, null, 3500);
        return tx.event(server, Kind.ENDED, 60, "Idle", null, 6000);
    }

    @Test
    void theFileMakesTariffsAndSaysWhoPaysThem() {
        JsonNode tariffs = json(server.get("/api/v1/tariffs").body()).get("items");
        assertThat(tariffs.valueStream().map(one -> one.get("id").asString())).contains("fleet", "plain");
        JsonNode assignments =
                json(server.get("/api/v1/tariff-assignments").body()).get("items");
        assertThat(assignments.toString())
                .contains("\"station\":\"T-2\",\"evse\":2")
                .contains("\"group\":\"fleet\"");
        JsonNode again = json(server.post(
                        "/api/v1/provisioning",
                        JSON.writeValueAsString(Map.of(
                                "tariffs",
                                List.of(Map.of("id", "fromRequest", "elements", List.of(Map.of("perKwh", "0.10")))),
                                "tariffAssignments",
                                List.of(Map.of("station", "T-9", "tariff", "fromRequest")))))
                .body());
        assertThat(again.get("applied").get("tariffs").asInt()).isEqualTo(1);
        JsonNode wrong = json(server.post(
                        "/api/v1/provisioning",
                        "{\"tariffs\":[{\"id\":\"x\",\"elements\":[{\"perKwh\":\"-1\"}]}],"
                                + "\"tariffAssignments\":[{\"station\":\"T-9\",\"group\":\"g\",\"tariff\":\"x\"}]}")
                .body());
        assertThat(wrong.get("errors").toString())
                .contains("tariffs[0].elements[0].perKwh")
                .contains("tariffAssignments[0]");
        JsonNode unknown = json(server.post(
                        "/api/v1/provisioning",
                        "{\"tariffAssignments\":[{\"station\":\"NOBODY\",\"tariff\":\"nothing\"}]}")
                .body());
        assertThat(unknown.get("errors").toString())
                .contains("tariffAssignments[0].tariff")
                .contains("tariffAssignments[0].station");
    }

    @Test
    void everythingThatIsWrongIsNamedWithItsRule() {
        var answer = server.post("/api/v1/tariffs", """
                {"id":"a b","currency":"EURO","taxPercent":101,"rounding":"maybe","colour":1,
                 "elements":[{"perKwh":"x","from":"8","days":["someday"]},{}],"minCost":3,"maxCost":2,
                 "validFrom":"2027-01-01T00:00:00Z","validUntil":"2026-01-01T00:00:00Z","texts":{"english":"hm"}}""");
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(json(answer.body())
                        .get("errors")
                        .valueStream()
                        .map(one -> one.get("field").asString()))
                .contains(
                        "id",
                        "currency",
                        "taxPercent",
                        "rounding",
                        "colour",
                        "elements[0].perKwh",
                        "elements[0].from",
                        "elements[0].days",
                        "elements[1]",
                        "maxCost",
                        "validUntil",
                        "texts.english");
        assertThat(server.get("/api/v1/tariffs/a").statusCode()).isEqualTo(404);
    }

    @Test
    void tariffsAreMadeChangedAndTakenAway() {
        String form = "{\"id\":\"Mine\",\"elements\":[{\"perKwh\":\"0.10\"}]}";
        assertThat(server.post("/api/v1/tariffs", form).statusCode()).isEqualTo(201);
        assertThat(server.post("/api/v1/tariffs", form).statusCode()).isEqualTo(409);
        JsonNode same = json(server.request("PUT", "/api/v1/tariffs/mine", form).body());
        assertThat(same.get("version").asInt()).isEqualTo(1);
        JsonNode next = json(server.request("PUT", "/api/v1/tariffs/mine", form.replace("0.10", "0.11"))
                .body());
        assertThat(next.get("version").asInt()).isEqualTo(2);
        assertThat(json(server.get("/api/v1/tariffs/mine/versions").body())
                        .get("items")
                        .size())
                .isEqualTo(2);
        server.request("PUT", "/api/v1/tariff-assignments", "{\"station\":\"T-8\",\"tariff\":\"mine\"}");
        assertThat(server.delete("/api/v1/tariffs/mine").statusCode()).isEqualTo(409);
        assertThat(server.delete("/api/v1/tariff-assignments?station=T-8").statusCode())
                .isEqualTo(204);
        assertThat(server.delete("/api/v1/tariffs/mine").statusCode()).isEqualTo(204);
        assertThat(server.get("/api/v1/tariffs/mine").statusCode()).isEqualTo(404);
    }

    @Test
    void theGroupIsBeforeTheEvseAndTheEvseBeforeTheStation() {
        Instant noon = Instant.parse("2026-06-03T10:00:00Z");
        assertThat(total(server, fiveKwh(new Tx(station(2), 1, noon), "DRIVER")))
                .isEqualByComparingTo("2.45");
        assertThat(total(server, fiveKwh(new Tx(station(2), 2, noon), "DRIVER")))
                .isEqualByComparingTo("1.50");
        assertThat(total(server, fiveKwh(new Tx(station(1), 1, noon), "COLLEAGUE")))
                .isEqualByComparingTo("1.50");
        assertThat(cost(server, fiveKwh(new Tx(station(3), 1, noon), "DRIVER")).isObject())
                .isFalse();
    }

    @Test
    void anEvseThatIsToldLaterMayBringItsOwnTariff() {
        server.request("PUT", "/api/v1/tariff-assignments", "{\"station\":\"T-3\",\"evse\":2,\"tariff\":\"plain\"}");
        var tx = new Tx(station(3), 2, Instant.parse("2026-06-03T10:00:00Z")).placed(false);
        tx.event(server, Kind.STARTED, 0, null, "DRIVER", Tx.NO_REGISTER);
        tx.placed(true).event(server, Kind.UPDATED, 1, "Charging", null, 1000);
        UUID id = tx.event(server, Kind.ENDED, 61, "Idle", null, 3000);
        assertThat(total(server, id)).isEqualByComparingTo("0.98");
    }

    @Test
    void aTokenThatComesLaterMayBringItsOwnTariff() {
        var tx = new Tx(station(1), 1, Instant.parse("2026-06-03T10:00:00Z"));
        tx.event(server, Kind.STARTED, 0, "EVConnected", null, 1000);
        tx.event(server, Kind.UPDATED, 1, "Charging", "COLLEAGUE", 1000);
        tx.event(server, Kind.UPDATED, 31, "SuspendedEV", null, 3000);
        UUID id = tx.event(server, Kind.ENDED, 61, "Idle", null, 3000);
        // 2 kWh at 0.30 and 20 of 30 idle minutes at 0.10.
        assertThat(total(server, id)).isEqualByComparingTo("2.60");
    }

    @Test
    void aLateMessageIsPricedByTheTariffOfThenAndChangesTheTotal() {
        String form = "{\"id\":\"moving\",\"elements\":[{\"perKwh\":\"1\"}]}";
        Instant first = Instant.parse(
                json(server.post("/api/v1/tariffs", form).body()).get("since").asString());
        server.request("PUT", "/api/v1/tariff-assignments", "{\"station\":\"T-4\",\"tariff\":\"moving\"}");
        server.request("PUT", "/api/v1/tariffs/moving", form.replace("\"1\"", "\"2\""));
        var tx = new Tx(station(4), 1, first.plus(1, ChronoUnit.MICROS));
        tx.event(server, Kind.STARTED, 0, "Charging", null, 1000);
        int late = tx.skip();
        UUID id = tx.event(server, Kind.ENDED, 60, "Idle", null, Tx.NO_REGISTER);
        assertThat(total(server, id)).isEqualByComparingTo("0.00");
        tx.event(server, late, Kind.UPDATED, 59, null, null, 4000);
        assertThat(total(server, id)).isEqualByComparingTo("3.00");
        assertThat(cost(server, id).get("tariffVersion").asInt()).isEqualTo(1);
    }

    @Test
    void aWorkedExampleExplainsEachStep() {
        JsonNode imagined = json(server.post("/api/v1/tariffs/fleet/price", """
                {"start":"2026-06-03T17:00:00Z","end":"2026-06-03T19:30:00Z","chargingUntil":"2026-06-03T19:00:00Z","energyKwh":"10"}""").body());
        // 19:00 to 21:00 in Berlin: 5 kWh at 0.30, 5 kWh at 0.20, and 20 idle minutes beyond the grace.
        assertThat(imagined.get("total").decimalValue()).isEqualByComparingTo("4.50");
        assertThat(imagined.get("timeZone").asString()).isEqualTo("Europe/Berlin");
        assertThat(imagined.get("explained").toString()).contains("5 kWh × 0.30 = 1.50 EUR");
        UUID past = fiveKwh(new Tx(station(3), 1, Instant.parse("2026-06-03T10:00:00Z")), null);
        JsonNode again = json(server.post("/api/v1/tariffs/plain/price", "{\"transaction\":\"" + past + "\"}")
                .body());
        assertThat(again.get("total").decimalValue()).isEqualByComparingTo("2.45");
        assertThat(again.get("usage").get("energyKwh").decimalValue()).isEqualByComparingTo("5");
        var wrong = server.post("/api/v1/tariffs/plain/price", "{\"start\":\"today\",\"energyKwh\":-1,\"version\":7}");
        assertThat(wrong.statusCode()).isEqualTo(422);
        assertThat(wrong.body()).contains("\"start\"").contains("energyKwh").contains("version");
    }

    @Test
    void theCostOfATransactionBuildsUp() {
        Instant noon = Instant.parse("2026-06-03T10:00:00Z");
        UUID ended = fiveKwh(new Tx(station(2), 1, noon), "DRIVER");
        // Nothing has flowed yet, then 2.5 kWh, then 5 at 0.49.
        assertThat(builtUp(ended))
                .containsExactly(noon + " 0.00", noon.plusSeconds(1800) + " 1.23", noon.plusSeconds(3600) + " 2.45");
        var waits = new Tx(station(1), 1, noon);
        waits.event(server, Kind.STARTED, 0, "EVConnected", "COLLEAGUE", 1000);
        waits.event(server, Kind.UPDATED, 10, "Charging", null, 1000);
        UUID runs = waits.event(server, Kind.UPDATED, 30, "SuspendedEV", null, 3000);
        waits.event(server, Kind.UPDATED, 50, null, null, 3000);
        // 2 kWh at 0.30, then 10 of 20 idle minutes at 0.10.
        assertThat(builtUp(runs).getLast()).isEqualTo(noon.plusSeconds(3000) + " 1.60");
        assertThat(builtUp(runs)).contains(noon.plusSeconds(1800) + " 0.60");
        UUID free = fiveKwh(new Tx(station(5), 1, noon), "DRIVER");
        assertThat(builtUp(free)).isEmpty();
    }

    private static List<String> builtUp(UUID transaction) {
        JsonNode curve = json(server.get("/api/v1/transactions/" + transaction + "/cost-curve")
                .body());
        return curve.get("items")
                .valueStream()
                .map(point -> point.get("at").asString() + " "
                        + point.get("total").decimalValue().setScale(2))
                .toList();
    }

    @Test
    void aFailingPriceBreaksNoAnswer() {
        var tariffs = server.bean(TariffService.class);
        Tariff sound = Tariffs.of("'elements':[{'perKwh':1}]");
        tariffs.remember(new Tariff(
                "broken",
                1,
                Instant.EPOCH,
                "broken",
                "no currency",
                null,
                true,
                sound.elements(),
                0,
                null,
                null,
                sound.rounding(),
                null,
                null,
                Map.of()));
        server.request("PUT", "/api/v1/tariff-assignments", "{\"station\":\"T-5\",\"tariff\":\"broken\"}");
        UUID id = fiveKwh(new Tx(station(5), 1, Instant.parse("2026-06-03T10:00:00Z")), null);
        CostAnswer answer = server.bean(CostService.class).answer(station(5), id, Moment.END, Instant.now());
        assertThat(answer).isEqualTo(CostAnswer.NOTHING);
        assertThat(json(server.get("/api/v1/transactions/" + id).body())
                        .get("state")
                        .asString())
                .isEqualTo("ended");
        assertThat(cost(server, id).get("problem").asString()).isNotEmpty();
        server.delete("/api/v1/tariff-assignments?station=T-5");
    }

    @Test
    void textsFollowTheLanguageOfTheDriverAndThePriceOfTheHour() {
        var texts = server.bean(TariffTexts.class);
        Instant noon = Instant.parse("2026-06-03T10:00:00Z");
        assertThat(texts.forToken(station(1), new IdToken("DRIVER", "ISO14443"), null, null, noon))
                .contains(new TariffText("49 Cent", "de"));
        assertThat(texts.forToken(station(1), new IdToken("NOBODY", "ISO14443"), null, null, noon))
                .contains(new TariffText("49 cents", "en"));
        assertThat(texts.forToken(station(1), new IdToken("COLLEAGUE", "ISO14443"), "Fleet", null, noon))
                .contains(new TariffText("0.30 EUR/kWh, 0.10 EUR/idle min (after 10 min)", "en"));
        assertThat(texts.forToken(station(3), new IdToken("DRIVER", "ISO14443"), null, null, noon))
                .isEmpty();
        var tx = new Tx(station(6), 1, Instant.parse("2026-06-03T17:30:00Z"));
        UUID id = tx.event(server, Kind.STARTED, 0, "Charging", "COLLEAGUE", 1000);
        tx.event(server, Kind.UPDATED, 10, null, null, 2000);
        var costs = server.bean(CostService.class);
        assertThat(costs.answer(station(6), id, Moment.BETWEEN, tx.minute(10)).text())
                .isNull();
        tx.event(server, Kind.UPDATED, 40, null, null, 3000);
        TariffText evening =
                costs.answer(station(6), id, Moment.BETWEEN, tx.minute(40)).text();
        assertThat(evening).isNotNull();
        assertThat(evening.content()).startsWith("0.20 EUR/kWh");
        assertThat(costs.answer(station(6), id, Moment.BETWEEN, tx.minute(41)).text())
                .isNull();
        tx.event(server, Kind.ENDED, 60, "Idle", null, 3000);
    }

    @Test
    void aRunningSessionKeepsItsTariffAndItsPastOverARestart() {
        var tx = new Tx(station(7), 1, Instant.parse("2026-06-03T17:00:00Z"));
        tx.event(server, Kind.STARTED, 0, "Charging", "COLLEAGUE", 1000);
        UUID id = tx.event(server, Kind.UPDATED, 120, null, null, 11000);
        // As the server makes it when it starts, from what is stored.
        var fresh = new CostService(
                server.bean(TariffService.class),
                server.bean(CostStore.class),
                server.bean(TransactionHistories.class),
                server.bean(TariffTexts.class),
                server.bean(CostTelling.class),
                Instant::now);
        assertThat(fresh.costs(List.of(id)).get(id).problem()).isNotNull();
        fresh.readBack();
        // 19:00 to 21:00 in Berlin: 5 kWh at 0.30 and 5 kWh at 0.20.
        assertThat(fresh.costs(List.of(id)).get(id).total()).isEqualByComparingTo("2.50");
        tx.event(server, Kind.ENDED, 121, "Idle", null, 11000);
    }
}
