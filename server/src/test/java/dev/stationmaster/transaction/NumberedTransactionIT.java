package dev.stationmaster.transaction;

import static dev.stationmaster.transaction.Told.UNTYPED;
import static dev.stationmaster.transaction.Told.minute;
import static dev.stationmaster.transaction.Told.register;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stationmaster.authorization.IdToken;
import dev.stationmaster.authorization.Verdict;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Transactions of 1.6 as stations tell them in the field, on a real database. */
class NumberedTransactionIT extends TransactionStage {
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
    void aListOfATimeIsInItsOrderAndGoesOnWhereThePageEnded() {
        var store = server.bean(TransactionStore.class);
        var late = transactions.start(station, Told.start(1, 20, 1000)).wireId();
        transactions.stop(station, Told.stop(late, 25, 1000));
        var early = transactions.start(station, Told.start(1, 10, 1000)).wireId();
        transactions.stop(station, Told.stop(early, 15, 1000));
        var filter = new TransactionStore.Filter(station, "04a1b2c3", null, false, minute(10), minute(21));
        var first = store.list(filter, null, 1);
        assertThat(first).extracting(one -> one.row().id()).containsExactly((long) late);
        assertThat(store.list(filter, filter.key(first.getFirst()), 5))
                .extracting(one -> one.row().id())
                .containsExactly((long) early);
        var all = new TransactionStore.Filter(station, null, null, null, null, null);
        var newest = store.list(all, null, 1);
        assertThat(newest).extracting(one -> one.row().id()).containsExactly((long) early);
        assertThat(store.list(all, all.key(newest.getFirst()), 5))
                .extracting(one -> one.row().id())
                .containsExactly((long) late);
    }
}
