package dev.stationmaster.transaction;

import static dev.stationmaster.transaction.Told.CARD;
import static dev.stationmaster.transaction.Told.minute;
import static dev.stationmaster.transaction.Told.register;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stationmaster.authorization.IdToken;
import dev.stationmaster.metering.Sample;
import dev.stationmaster.metering.Samples;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What transactions cost, what survives a restart, and what the API shows. */
class TransactionUpkeepIT extends TransactionStage {
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

    /** OCPP 2.0.1 C04.FR.04. */
    @Test
    void aKeyCodeIsShownNowhere() {
        var code = new IdToken("4711-0815", "KeyCode");
        transactions.event(
                station,
                Told.started("SECRET-1", 0).on(1).by(code).state("Charging").now());
        var id = transactions.find(station, "SECRET-1").orElseThrow().publicId();
        assertThat(server.get("/api/v1/transactions/" + id).body())
                .contains("KeyCode")
                .doesNotContain("4711");
        assertThat(server.get("/api/v1/transactions/" + id + "/events").body()).doesNotContain("4711");
        assertThat(jdbc.sql("select body from change_event where topic = 'transaction' and station_id = ?")
                        .param(station.key())
                        .query(String.class)
                        .list())
                .isNotEmpty()
                .noneMatch(body -> body.contains("4711"));
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
        assertThat(server.get("/api/v1/transactions/" + new UUID(0, 0)).statusCode())
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
}
