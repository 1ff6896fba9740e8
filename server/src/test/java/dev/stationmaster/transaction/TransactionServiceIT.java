package dev.stationmaster.transaction;

import static dev.stationmaster.transaction.Told.CARD;
import static dev.stationmaster.transaction.Told.UNTYPED;
import static dev.stationmaster.transaction.Told.minute;
import static dev.stationmaster.transaction.Told.register;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stationmaster.app.TestServer;
import dev.stationmaster.authorization.IdToken;
import dev.stationmaster.authorization.TokenForm;
import dev.stationmaster.authorization.TokenService;
import dev.stationmaster.authorization.Verdict;
import dev.stationmaster.metering.MeterReading;
import dev.stationmaster.metering.Sample;
import dev.stationmaster.metering.Samples;
import dev.stationmaster.metering.SignedValue;
import dev.stationmaster.station.StationForm;
import dev.stationmaster.station.StationId;
import dev.stationmaster.station.StationService;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Messages of stations as they come in the field, on a real database; one fresh station each test. */
class TransactionServiceIT {
    private static TestServer server;
    private static int used;

    private TransactionService transactions;
    private JdbcClient jdbc;
    private StationId station;

    @BeforeAll
    static void start() {
        server = TestServer.start();
        server.bean(TokenService.class).create(new TokenForm("04A1B2C3", null, null, null, null, null, null), "test");
        server.bean(TokenService.class).create(new TokenForm("ONE", null, null, null, null, 1, null), "test");
        server.bean(TokenService.class).create(new TokenForm("BAD", null, "blocked", null, null, null, null), "test");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void freshStation() {
        transactions = server.bean(TransactionService.class);
        jdbc = JdbcClient.create(server.dataSource());
        station = newStation();
    }

    @Test
    void aWholeSessionOfOnePointSixIsOneRowWithItsEnergy() {
        var started = transactions.start(station, Told.start(1, 0, 1000));
        assertThat(started.verdict().status()).isEqualTo(Verdict.Status.ACCEPTED);
        assertThat(started.wireId()).isPositive();
        values(started.wireId(), register(1, 1200), register(2, 1500));
        assertThat(transactions.stop(station, Told.stop(started.wireId(), 30, 2000)))
                .isNull();
        var row = theRow();
        assertThat(row).containsEntry("energy_wh", new java.math.BigDecimal("1000"));
        assertThat(row.get("stopped_at")).hasToString("2026-03-01 08:30:00.0");
        assertThat(row.get("stop_reason")).isEqualTo("Local");
        assertThat(row.get("flags")).isNull();
        assertThat(row.get("missing")).isNull();
        assertThat(count("transaction_event")).isEqualTo(2);
        assertThat(count("meter_reading")).isEqualTo(2);
    }

    @Test
    void aRepeatedStartIsTheSameTransactionAndAnswer() {
        var first = transactions.start(station, Told.start(1, 0, 1000));
        assertThat(transactions.start(station, Told.start(1, 0, 1000))).isEqualTo(first);
        assertThat(rows()).hasSize(1);
    }

    @Test
    void aRepeatedStartKeepsItsFirstVerdictOfAnUnknownTokenToo() {
        var unknown = start(new IdToken("NOBODY", ""), 0, 1000);
        var first = transactions.start(station, unknown);
        assertThat(first.verdict().accepted()).isFalse();
        assertThat(transactions.start(station, unknown)).isEqualTo(first);
        transactions.stop(station, Told.stop(first.wireId(), 1, 1000));
        assertThat(theRow().get("stopped_at")).isNotNull();
    }

    @Test
    void aStartRepeatedAfterTheServerRestartedIsFoundInTheDatabase() {
        var first = transactions.start(station, Told.start(1, 0, 1000));
        server.bean(OpenTransactions.class).of(station).forEach(state -> {
            var ended = TransactionFold.presumedEnded(state, minute(1), minute(1));
            server.bean(OpenTransactions.class).put(ended);
        });
        server.bean(OpenTransactions.class).forgetEnded(station, Instant.MAX);
        assertThat(transactions.start(station, Told.start(1, 0, 1000)).wireId()).isEqualTo(first.wireId());
        assertThat(rows()).hasSize(1);
    }

    @Test
    void aQueueThatIsPlayedAgainAfterItsEndChangesNothing() {
        var received = minute(600);
        var start = new TransactionStart(1, 1, 1, UNTYPED, minute(0), 1000, null, received);
        var first = transactions.start(station, start);
        var stop = new TransactionStop(first.wireId(), null, minute(30), 2000, null, List.of(), received);
        transactions.stop(station, stop);
        server.bean(OpenTransactions.class).forgetEnded(station, Instant.MAX);
        assertThat(transactions.start(station, start).wireId()).isEqualTo(first.wireId());
        transactions.stop(station, stop);
        assertThat(theRow()).containsEntry("energy_wh", new java.math.BigDecimal("1000"));
        assertThat(count("transaction_event")).isEqualTo(2);
    }

    @Test
    void equalStartsOfAClockAt1970AreDifferentSessionsOnceTheIdWasUsed() {
        var start = new TransactionStart(1, 1, 1, UNTYPED, Instant.EPOCH, 0, null, minute(0));
        var first = transactions.start(station, start);
        assertThat(transactions.start(station, start).wireId()).isEqualTo(first.wireId());
        transactions.stop(
                station,
                new TransactionStop(
                        first.wireId(), null, Instant.EPOCH.plusSeconds(60), 5, null, List.of(), minute(1)));
        var second = transactions.start(station, start);
        assertThat(second.wireId()).isNotEqualTo(first.wireId());
        assertThat(rows()).hasSize(2);
    }

    @Test
    void aStopOfMinusOneEndsTheStartThatTheStationNeverHadConfirmed() {
        var started = transactions.start(station, Told.start(1, 0, 1000));
        transactions.stop(station, Told.stop(-1, 30, 2000));
        assertThat(theRow().get("id")).isEqualTo((long) started.wireId());
        assertThat(theRow().get("flags").toString()).contains("stop-matched");
        assertThat(theRow()).containsEntry("energy_wh", new java.math.BigDecimal("1000"));
        transactions.stop(station, Told.stop(-1, 30, 2000));
        assertThat(rows()).hasSize(1);
    }

    @Test
    void aStopOfMinusOneGuessesNothingWhenTwoFit() {
        transactions.start(station, Told.start(1, 0, 1000));
        transactions.start(station, Told.start(2, 1, 1000));
        transactions.stop(station, Told.stop(-1, 30, 2000));
        assertThat(rows()).hasSize(3);
        assertThat(transactions.openOn(station)).hasSize(2);
    }

    @Test
    void aStopOfAnUnknownTransactionIsKeptOnceAndTheLateStartJoinsIt() {
        var stop = new TransactionStop(-1, UNTYPED, minute(30), 2000, "Local", List.of(register(29, 1990)), minute(40));
        assertThat(transactions.stop(station, stop).accepted()).isTrue();
        transactions.stop(station, stop);
        assertThat(theRow().get("missing").toString()).contains("start");
        var start = new TransactionStart(1, 1, 1, UNTYPED, minute(0), 1000, null, minute(41));
        var started = transactions.start(station, start);
        assertThat(transactions.start(station, start)).isEqualTo(started);
        assertThat(theRow().get("id")).isEqualTo((long) started.wireId());
        assertThat(theRow()).containsEntry("energy_wh", new java.math.BigDecimal("1000"));
        assertThat(theRow().get("missing")).isNull();
        assertThat(transactions.openOn(station)).isEmpty();
    }

    @Test
    void anUnknownStopIsKeptOnceEvenWhenMemoryHasForgottenIt() {
        transactions.stop(station, Told.stop(0, 30, 2000));
        server.bean(OpenTransactions.class).forgetEnded(station, Instant.MAX);
        transactions.stop(station, Told.stop(0, 30, 2000));
        assertThat(rows()).hasSize(1);
    }

    @Test
    void theIdOfAnotherStationsTransactionTouchesNothingThere() {
        var theirs = transactions.start(station, Told.start(1, 0, 1000));
        var other = newStation();
        transactions.stop(other, Told.stop(theirs.wireId(), 30, 9999));
        transactions.readings(other, 1, 1, Integer.toString(theirs.wireId()), List.of(register(1, 7)), minute(2));
        assertThat(transactions.openOn(station)).hasSize(1);
        assertThat(count("meter_reading")).isZero();
    }

    @Test
    void anotherStartOnABusyConnectorKeepsBothAndFlagsTheOlder() {
        var first = transactions.start(station, Told.start(1, 0, 1000));
        var second = transactions.start(station, Told.start(1, 60, 5000));
        assertThat(transactions.openOn(station)).hasSize(2);
        assertThat(row(first.wireId()).get("flags").toString()).contains("stop-missing");
        assertThat(row(second.wireId()).get("flags")).isNull();
        transactions.stop(station, Told.stop(first.wireId(), 59, 4000));
        assertThat(row(first.wireId()).get("flags")).isNull();
        assertThat(row(first.wireId()).get("missing")).isNull();
    }

    @Test
    void aRefusedStartFlagsNobodyElsesSession() {
        var first = transactions.start(station, Told.start(1, 0, 1000));
        var refused = transactions.start(station, start(new IdToken("BAD", ""), 60, 5000));
        assertThat(refused.verdict().status()).isEqualTo(Verdict.Status.BLOCKED);
        assertThat(row(first.wireId()).get("flags")).isNull();
    }

    @Test
    void aTokenForOneUseIsFreeAgainWhenItsSessionEndedOrWasOvertaken() {
        var token = new IdToken("ONE", "");
        var first = transactions.start(station, start(token, 0, 1000));
        assertThat(first.verdict().accepted()).isTrue();
        var elsewhere = new TransactionStart(2, 1, 2, token, minute(1), 1000, null, minute(1));
        var second = transactions.start(station, elsewhere);
        assertThat(second.verdict().status()).isEqualTo(Verdict.Status.CONCURRENT);
        assertThat(second.wireId()).isPositive();
        assertThat(transactions.start(station, start(token, 60, 3000)).verdict().accepted())
                .isTrue();
        transactions
                .openOn(station)
                .forEach(open -> transactions.stop(station, Told.stop(Integer.parseInt(open.wireId()), 90, 9000)));
        assertThat(transactions
                        .start(station, start(token, 100, 9000))
                        .verdict()
                        .accepted())
                .isTrue();
    }

    @Test
    void valuesWithoutATransactionBelongToTheOnlyOneThatRunsThere() {
        var started = transactions.start(station, Told.start(1, 10, 1000));
        transactions.readings(station, 1, 1, null, List.of(register(11, 1100), register(2, 900)), minute(12));
        transactions.readings(station, 0, 0, null, List.of(register(11, 77_000)), minute(12));
        assertThat(jdbc.sql("select inferred, evse from meter_reading where subject_id = ?")
                        .param(started.wireId())
                        .query()
                        .listOfRows())
                .containsExactly(Map.of("inferred", true, "evse", 1));
        assertThat(count("meter_reading")).isEqualTo(3);
        assertThat(row(started.wireId()).get("id_used")).isEqualTo(false);
    }

    @Test
    void theSameReadingsTwiceAreKeptOnceWhetherInMeterValuesOrInTheStop() {
        var started = transactions.start(station, Told.start(1, 0, 1000));
        values(started.wireId(), register(1, 1200));
        values(started.wireId(), register(1, 1200));
        transactions.stop(station, Told.stop(started.wireId(), 30, 2000, register(1, 1200), register(1, 1200)));
        transactions.stop(station, Told.stop(started.wireId(), 30, 2000, register(1, 1200)));
        assertThat(count("meter_reading")).isEqualTo(1);
        assertThat(count("transaction_event")).isEqualTo(2);
    }

    @Test
    void aSessionOfTwoPointZeroIsOneRowHoweverItArrives() {
        var events = List.of(
                Told.ended("TX-1", 4).queued().because("Local").with(register(4, 2000, "Transaction.End")),
                Told.updated("tx-1", 2, "ChargingStateChanged").state("Charging"),
                Told.started("TX-1", 0).on(1).with(register(0, 1000, "Transaction.Begin")),
                Told.updated("TX-1", 1, "Authorized").by(CARD),
                Told.updated("TX-1", 1, "Authorized").by(CARD).queued(),
                Told.updated("TX-1", 3, "MeterValuePeriodic").with(register(3, 1500)),
                Told.ended("TX-1", 4).because("Local").with(register(4, 2000, "Transaction.End")));
        for (var event : events) transactions.event(station, event.now());
        var row = theRow();
        assertThat(row).containsEntry("energy_wh", new java.math.BigDecimal("1000"));
        assertThat(row.get("missing")).isNull();
        assertThat(row.get("token")).isEqualTo("04A1B2C3");
        assertThat(count("transaction_event")).isEqualTo(5);
        assertThat(count("meter_reading")).isEqualTo(3);
    }

    @Test
    void anEventOfALongEndedTransactionFindsItInTheDatabase() {
        transactions.event(
                station,
                Told.started("TX-2", 0)
                        .on(1)
                        .by(CARD)
                        .with(register(0, 1000, "Transaction.Begin"))
                        .now());
        transactions.event(
                station,
                Told.ended("TX-2", 2).with(register(2, 2000, "Transaction.End")).now());
        assertThat(theRow().get("missing").toString()).contains("event 1");
        server.bean(OpenTransactions.class).forgetEnded(station, Instant.MAX);
        transactions.event(
                station,
                Told.updated("TX-2", 1, "MeterValuePeriodic")
                        .queued()
                        .with(register(1, 1400))
                        .now());
        assertThat(theRow().get("missing")).isNull();
        server.bean(OpenTransactions.class).forgetEnded(station, Instant.MAX);
        transactions.event(
                station,
                Told.started("TX-2", 0)
                        .on(1)
                        .by(CARD)
                        .with(register(0, 1000, "Transaction.Begin"))
                        .now());
        assertThat(theRow()).containsEntry("energy_wh", new java.math.BigDecimal("1000"));
        assertThat(count("transaction_event")).isEqualTo(3);
    }

    @Test
    void anIdThatTheStationGivesAgainIsAnotherTransaction() {
        var begin = Told.started("1", 0).on(1).with(register(0, 1000, "Transaction.Begin"));
        var end = Told.ended("1", 2).with(register(2, 2000, "Transaction.End"));
        transactions.event(station, begin.now());
        transactions.event(station, end.now());
        transactions.event(station, begin.now());
        assertThat(rows()).hasSize(1);
        var later = new StationEvent(
                "ocpp2.0.1",
                StationEvent.Kind.STARTED,
                "1",
                0,
                "CablePluggedIn",
                minute(60),
                false,
                1,
                1,
                null,
                null,
                null,
                null,
                null,
                null,
                List.of(register(60, 2000, "Transaction.Begin")),
                null,
                minute(60));
        transactions.event(station, later);
        transactions.event(station, later);
        assertThat(rows()).hasSize(2);
        assertThat(transactions.find(station, "1").orElseThrow().open()).isTrue();
        assertThat(rows().getFirst().get("flags").toString()).contains("id-reused");
        assertThat(rows().getFirst()).containsEntry("energy_wh", new java.math.BigDecimal("1000"));
    }

    @Test
    void aClockAt1970AndALostAnswerDoNotMeltTwoSessionsIntoOne() {
        var start = new TransactionStart(1, 1, 1, UNTYPED, Instant.EPOCH, 0, null, minute(0));
        var first = transactions.start(station, start);
        transactions.stop(
                station, new TransactionStop(-1, null, Instant.EPOCH.plusSeconds(60), 5, null, List.of(), minute(1)));
        var second = transactions.start(station, start);
        assertThat(second.wireId()).isNotEqualTo(first.wireId());
    }

    @Test
    void aStopWithoutATokenIsAnsweredForTheTransactionsOwn() {
        var answer = transactions.event(
                station, Told.started("TX-3", 0).on(1).by(CARD).now());
        assertThat(answer.verdict().accepted()).isTrue();
        assertThat(transactions
                        .event(
                                station,
                                Told.updated("TX-3", 1, "ChargingStateChanged").now())
                        .verdict())
                .isNull();
        var stop = transactions.event(
                station, Told.updated("TX-3", 2, "StopAuthorized").now());
        assertThat(stop.verdict().accepted()).isTrue();
        assertThat(transactions.event(station, Told.ended("TX-3", 3).now()).verdict())
                .isNull();
    }

    @Test
    void signedValuesComeBackByteForByte() {
        var signed = new SignedValue("AB\u0001 \"é\"\n==", "ECDSA", "OCMF", "");
        var reading = Samples.readings(
                minute(0), List.of(new Sample("0.0", null, "Transaction.Begin", null, null, null, 0, signed)));
        transactions.event(
                station, Told.started("TX-4", 0).on(1).with(reading.getFirst()).now());
        assertThat(jdbc.sql("select signed::jsonb -> 0 ->> 'data' from meter_reading where station_id = ?")
                        .param(station.key())
                        .query(String.class)
                        .single())
                .isEqualTo(signed.data());
    }

    @Test
    void anEndlessOrHostileMessageIsStoredAllTheSame() {
        var odd = Told.started("T\u0000X", Integer.MAX_VALUE)
                .on(Integer.MAX_VALUE)
                .state("Sleep\u0000y");
        transactions.event(station, odd.now());
        transactions.readings(
                station,
                Integer.MIN_VALUE,
                null,
                "not a number",
                Samples.readings(
                        Instant.parse("+1000000-01-01T00:00:00Z"),
                        List.of(new Sample(
                                "999999999999999999", "Power.Active.Import", null, null, null, "kW", 0, null))),
                minute(0));
        assertThat(rows()).hasSize(1);
        assertThat(count("meter_reading")).isEqualTo(1);
    }

    @Test
    void runningValuesNeitherRewriteTheRowNorAnnounceAChange() {
        var started = transactions.start(station, Told.start(1, 0, 1000));
        var before = jdbc.sql("select xmin::text from transaction where id = ?")
                .param(started.wireId())
                .query(String.class)
                .single();
        values(started.wireId(), register(2, 1200));
        values(started.wireId(), register(3, 1300));
        assertThat(jdbc.sql("select body from change_event where topic = 'transaction' and station_id = ?")
                        .param(station.key())
                        .query(String.class)
                        .list())
                .hasSize(1)
                .allMatch(body -> body.contains("2026-03-01T08:00:00Z"));
        var after = jdbc.sql("select xmin::text from transaction where id = ?")
                .param(started.wireId())
                .query(String.class)
                .single();
        assertThat(after).isEqualTo(before);
        var shown = server.get("/api/v1/transactions/"
                + transactions
                        .find(station, Integer.toString(started.wireId()))
                        .orElseThrow()
                        .publicId());
        assertThat(shown.body()).contains("\"energyWh\":300");
    }

    @Test
    void afterARestartMemoryIsWhatItWas() {
        var random = new java.util.Random(42);
        for (int session = 0; session < 20; session++) {
            var wireId = "R-" + session;
            transactions.event(
                    station,
                    Told.started(wireId, 0)
                            .on(session + 1)
                            .by(CARD)
                            .state("Charging")
                            .now());
            long register = random.nextInt(3) == 0 ? 0 : 5000;
            for (int i = 1; i < 30; i++) {
                if (random.nextInt(5) == 0) continue;
                register = random.nextInt(8) == 0 ? random.nextInt(2) * 300L : register + random.nextInt(400);
                var power = new Sample(
                        Integer.toString(random.nextInt(9000)), "Power.Active.Import", null, null, null, null, 0, null);
                var energy = new Sample(Long.toString(register), null, null, null, null, null, 0, null);
                var samples =
                        switch (random.nextInt(3)) {
                            case 0 -> List.of(energy);
                            case 1 -> List.of(energy, power);
                            default -> List.of(power);
                        };
                var reading = Samples.readings(minute(i), samples).getFirst();
                transactions.event(
                        station,
                        Told.updated(wireId, i, "MeterValuePeriodic")
                                .with(reading)
                                .now());
            }
        }
        transactions.start(station, Told.start(77, 0, 1000));
        Map<Long, TransactionState> inMemory = new java.util.HashMap<>();
        for (var state : server.bean(OpenTransactions.class).open(station))
            inMemory.put(state.row().id(), state);
        assertThat(inMemory).hasSize(21);
        for (var loaded : server.bean(TransactionLoader.class).open()) {
            var known = inMemory.remove(loaded.row().id());
            if (known == null) continue;
            assertThat(loaded.row()).isEqualTo(known.row());
            assertThat(loaded.seen()).isEqualTo(known.seen());
            assertThat(loaded.running()).isEqualTo(known.running());
            assertThat(loaded.account()).isEqualTo(known.account());
            assertThat(loaded.outcome()).isEqualTo(known.outcome());
        }
        assertThat(inMemory).isEmpty();
    }

    @Test
    void twoLinksThatBringTheSameAtTheSameTimeMakeOneTransaction() throws InterruptedException {
        List<Thread> links = new java.util.ArrayList<>();
        for (int i = 0; i < 8; i++) {
            links.add(Thread.startVirtualThread(() -> {
                transactions.start(station, Told.start(1, 0, 1000));
                transactions.event(station, Told.started("L", 0).on(2).by(CARD).now());
            }));
        }
        for (Thread link : links) link.join();
        assertThat(rows()).hasSize(2);
        assertThat(count("transaction_event")).isEqualTo(2);
    }

    @Test
    void theApiShowsTransactionsEventsAndReadings() {
        var identity = "CP-" + used;
        transactions.event(
                station,
                Told.started("TX-9", 0)
                        .on(1)
                        .by(CARD)
                        .with(register(0, 1000, "Transaction.Begin"))
                        .now());
        transactions.event(
                station,
                Told.updated("TX-9", 1, "MeterValuePeriodic")
                        .with(register(1, 1234))
                        .now());
        transactions.event(station, Told.ended("TX-9", 2).because("Remote").now());
        var list = server.get("/api/v1/transactions?station=" + identity + "&state=ended");
        assertThat(list.statusCode()).isEqualTo(200);
        assertThat(list.body())
                .contains("\"transactionId\":\"TX-9\"", "\"stopReason\":\"Remote\"", "\"complete\":true");
        var id = transactions.find(station, "TX-9").orElseThrow().publicId();
        var events = server.get("/api/v1/transactions/" + id + "/events?limit=2");
        assertThat(events.body())
                .contains("\"type\":\"Started\"", "\"seqNo\":1")
                .doesNotContain("\"next\":null");
        var readings = server.get("/api/v1/transactions/" + id + "/readings?order=newest&limit=1");
        assertThat(readings.body()).contains("\"energyWh\":1234").doesNotContain("\"energyWh\":1000");
        var cursor = readings.body().replaceAll(".*\"next\":\"([^\"]+)\".*", "$1");
        assertThat(server.get("/api/v1/transactions/" + id + "/readings?order=newest&limit=1&after=" + cursor)
                        .body())
                .contains("\"energyWh\":1000");
        assertThat(server.get("/api/v1/transactions/" + new java.util.UUID(0, 0))
                        .statusCode())
                .isEqualTo(404);
        transactions.readings(station, 0, null, null, List.of(register(1, 5000), register(2, 5100)), minute(3));
        assertThat(server.get("/api/v1/stations/" + identity + "/readings?limit=1")
                        .body())
                .contains("\"energyWh\":5100", "\"evse\":0");
        transactions.readings(station, 3, null, null, List.of(register(4, 70)), minute(5));
        assertThat(server.get("/api/v1/stations/" + identity + "/readings").body())
                .contains("\"energyWh\":70", "\"energyWh\":5000");
        assertThat(server.get("/api/v1/stations/" + identity + "/readings?evse=3")
                        .body())
                .contains("\"energyWh\":70")
                .doesNotContain("\"energyWh\":5000");
        assertThat(server.get("/api/v1/transactions?state=odd").statusCode()).isEqualTo(422);
    }

    private static StationId newStation() {
        var form = new StationForm("CP-" + ++used, 0, null, null, null, null, null, null, null, null);
        return server.bean(StationService.class).create(form, "test").station().id();
    }

    private void values(int wireId, MeterReading... readings) {
        transactions.readings(station, 1, 1, Integer.toString(wireId), List.of(readings), minute(5));
    }

    private static TransactionStart start(IdToken token, int minute, long register) {
        return new TransactionStart(
                1, 1, 1, token, minute(minute), register, null, minute(minute).plusSeconds(1));
    }

    private List<Map<String, Object>> rows() {
        return jdbc.sql("select * from transaction where station_id = ? order by id")
                .param(station.key())
                .query()
                .listOfRows();
    }

    private Map<String, Object> theRow() {
        assertThat(rows()).hasSize(1);
        return rows().getFirst();
    }

    private Map<String, Object> row(int id) {
        return jdbc.sql("select * from transaction where id = ?")
                .param(id)
                .query()
                .singleRow();
    }

    private int count(String table) {
        var sql = table.equals("meter_reading")
                ? "select count(*) from meter_reading where station_id = ?"
                : "select count(*) from transaction_event e join transaction t on t.id = e.transaction_id where t.station_id = ?";
        return jdbc.sql(sql).param(station.key()).query(Integer.class).single();
    }
}
