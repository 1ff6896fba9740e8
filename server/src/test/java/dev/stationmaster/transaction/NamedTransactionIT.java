package dev.stationmaster.transaction;

import static dev.stationmaster.transaction.Told.CARD;
import static dev.stationmaster.transaction.Told.UNTYPED;
import static dev.stationmaster.transaction.Told.minute;
import static dev.stationmaster.transaction.Told.register;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stationmaster.metering.Sample;
import dev.stationmaster.metering.Samples;
import dev.stationmaster.metering.SignedValue;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Transactions of 2.x and meter values as stations tell them in the field, on a real database. */
class NamedTransactionIT extends TransactionStage {
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

    /** Most stations tell the state with every event; a row that is written with each costs more than all the rest of the message. */
    @Test
    void anEventThatOnlyConfirmsTheChargingStateWritesNoRowAndIsRememberedAllTheSame() {
        transactions.event(
                station,
                Told.started("TX-3", 0).on(1).by(CARD).state("Charging").now());
        for (int seqNo : new int[] {1, 2, 5})
            transactions.event(
                    station,
                    Told.updated("TX-3", seqNo, "MeterValuePeriodic")
                            .on(1)
                            .state("Charging")
                            .with(register(seqNo, 1000))
                            .now());
        // Only that events are missing is told.
        assertThat(theRow().get("missing").toString()).contains("events 3-4");
        transactions.event(
                station, Told.updated("TX-3", 3, "Trigger").state("Charging").now());
        transactions.event(
                station, Told.updated("TX-3", 4, "Trigger").state("Charging").now());
        String written = version();
        transactions.event(
                station,
                Told.updated("TX-3", 6, "MeterValuePeriodic").state("Charging").now());
        assertThat(version()).isEqualTo(written);

        var memory = server.bean(OpenTransactions.class).named(station, "TX-3");
        var afterRestart = server.bean(TransactionLoader.class).named(station, "TX-3");
        assertThat(memory).isNotNull();
        assertThat(afterRestart).isNotNull();
        assertThat(afterRestart.row()).isEqualTo(memory.row());
        assertThat(afterRestart.row().charging()).isEqualTo(new TransactionRow.Charging("Charging", 6));
        assertThat(afterRestart.seen()).isEqualTo(memory.seen());

        transactions.event(
                station,
                Told.updated("TX-3", 7, "ChargingStateChanged")
                        .state("SuspendedEV")
                        .now());
        assertThat(theRow()).containsEntry("charging_state", "SuspendedEV").containsEntry("charging_state_seq", 7);
    }

    /** What tells one writing of the row from another. */
    private String version() {
        return jdbc.sql("select xmin::text from transaction where station_id = ?")
                .param(station.key())
                .query(String.class)
                .single();
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
}
