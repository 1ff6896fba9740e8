package dev.stationmaster.transaction;

import static dev.stationmaster.transaction.Told.CARD;
import static dev.stationmaster.transaction.Told.register;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stationmaster.authorization.IdToken;
import dev.stationmaster.authorization.Verdict;
import dev.stationmaster.station.StationId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class TransactionFoldTest {
    private static final Verdict ACCEPTED = new Verdict(Verdict.Status.ACCEPTED, null, null, "token is accepted");
    private static final Verdict BLOCKED = new Verdict(Verdict.Status.BLOCKED, null, null, "token is blocked");

    /** Cable first, then the card, three meter values, stop by card, unplugged. */
    private static final List<StationEvent> SESSION = List.of(
            Told.started("T", 0)
                    .on(1)
                    .state("EVConnected")
                    .with(register(0, 1000, "Transaction.Begin"))
                    .now(),
            Told.updated("T", 1, "Authorized").by(CARD).now(),
            Told.updated("T", 2, "ChargingStateChanged").state("Charging").now(),
            Told.updated("T", 3, "MeterValuePeriodic").with(register(3, 1200)).now(),
            Told.updated("T", 4, "MeterValuePeriodic").with(register(4, 1700)).now(),
            Told.updated("T", 5, "StopAuthorized").by(CARD).state("EVConnected").now(),
            Told.ended("T", 6)
                    .state("Idle")
                    .because("Local")
                    .with(register(6, 2100, "Transaction.End"))
                    .now());

    @Test
    void everyOrderOfArrivalGivesTheSameTransaction() {
        var expected = fold(SESSION);
        int[] orders = {0};
        permute(new ArrayList<>(SESSION), 0, order -> {
            orders[0]++;
            assertThat(outline(fold(order))).isEqualTo(outline(expected));
        });
        assertThat(orders[0]).isEqualTo(5040);
        assertThat(expected.outcome().energyWh()).isEqualByComparingTo("1100");
        assertThat(expected.missing()).isEmpty();
        assertThat(expected.flags()).isEmpty();
    }

    @Property(tries = 300)
    void repeatsInAnyOrderChangeNothing(@ForAll long seed, @ForAll @IntRange(max = 20) int repeats) {
        var random = new Random(seed);
        List<StationEvent> events = new ArrayList<>(SESSION);
        for (int i = 0; i < repeats; i++) events.add(SESSION.get(random.nextInt(SESSION.size())));
        Collections.shuffle(events, random);
        assertThat(outline(fold(events))).isEqualTo(outline(fold(SESSION)));
    }

    @Property(tries = 300)
    void whatIsMissingIsNamedExactly(@ForAll @IntRange(min = 1, max = 5) int lost, @ForAll long seed) {
        List<StationEvent> events = new ArrayList<>(SESSION);
        events.remove(lost);
        Collections.shuffle(events, new Random(seed));
        assertThat(fold(events).missing()).containsExactly("event " + lost);
    }

    @Test
    void anUpdatedBeforeItsStartedBeginsATransactionThatMissesItsStart() {
        var state = fold(SESSION.subList(2, 4));
        assertThat(state.missing()).containsExactly("start");
        assertThat(state.row().open()).isTrue();
        assertThat(fold(SESSION).missing()).isEmpty();
    }

    @Test
    void numbersNeedNotBeginAtZero() {
        var state = fold(List.of(
                Told.started("T", 17).on(1).now(),
                Told.updated("T", 18, "Authorized").by(CARD).now(),
                Told.ended("T", 19).now()));
        assertThat(state.missing()).isEmpty();
    }

    @Test
    void aSecondEndedIsKeptAndChangesNothing() {
        var more = new ArrayList<>(SESSION);
        more.add(Told.ended("T", 7).because("Local").now());
        var state = fold(more);
        assertThat(state.row().end().seq()).isEqualTo(6);
        assertThat(state.flags()).containsOnlyKeys("ended-twice");
        Collections.reverse(more);
        assertThat(outline(fold(more))).isEqualTo(outline(state));
    }

    @Test
    void lateLowerNumbersAfterTheEndFillTheGap() {
        var events = new ArrayList<>(SESSION);
        var late = List.of(events.remove(4), events.remove(4));
        assertThat(fold(events).missing()).containsExactly("events 4-5");
        events.addAll(late);
        assertThat(fold(events).missing()).isEmpty();
    }

    @Test
    void theFirstAcceptedTokenHoldsTheTransaction() {
        var other = new IdToken("FFFF", "ISO14443");
        var base = fresh();
        var refused = TransactionFold.event(base, Told.started("T", 0).by(other).now(), BLOCKED);
        var accepted = TransactionFold.event(
                refused, Told.updated("T", 1, "Authorized").by(CARD).now(), ACCEPTED);
        assertThat(refused.row().holder().token()).isEqualTo(other);
        assertThat(accepted.row().holder().token()).isEqualTo(CARD);
    }

    @Test
    void thePlaceMayBeToldInPieces() {
        var state = fold(List.of(
                Told.started("T", 0).by(CARD).now(),
                Told.updated("T", 1, "CablePluggedIn").on(2).now(),
                Told.updated("T", 2, "ChargingStateChanged").on(2).now()));
        assertThat(state.row().place().evse()).isEqualTo(2);
        assertThat(state.row().place().seq()).isEqualTo(1);
    }

    @Test
    void anotherPlaceIsFlaggedAndTheFirstOneCountsInEveryOrder() {
        var first = Told.updated("T", 1, "CablePluggedIn").on(1).now();
        var second = Told.updated("T", 2, "ChargingStateChanged").on(2).now();
        for (var events : List.of(List.of(first, second), List.of(second, first))) {
            var state = fold(events);
            assertThat(state.row().place().evse()).isEqualTo(1);
            assertThat(state.flags()).containsKey("place-changed");
        }
    }

    @Test
    void anInferredEndGivesWayToWhateverTheStationSays() {
        var running = fold(SESSION.subList(0, 4));
        var presumed = TransactionFold.presumedEnded(running, Told.minute(4), Told.minute(900));
        assertThat(presumed.row().open()).isFalse();
        assertThat(presumed.missing()).containsExactly("stop");
        var again = TransactionFold.event(presumed, SESSION.get(4), null);
        assertThat(again.row().open()).isTrue();
        var ended = TransactionFold.event(presumed, SESSION.get(6), null);
        assertThat(ended.row().endedForSure()).isTrue();
        assertThat(ended.outcome().energyWh()).isEqualByComparingTo("1100");
    }

    @Test
    void meterValuesAloneDoNotRewriteTheRow() {
        var running = fold(SESSION.subList(0, 3));
        var next = TransactionFold.event(running, SESSION.get(3), null);
        assertThat(next.outcome().energyWh()).isEqualByComparingTo("200");
        assertThat(next.mustBeStoredAfter(running)).isFalse();
        assertThat(next.showsChangeAfter(running)).isFalse();
    }

    @Test
    void aReadingAfterTheEndChangesTheStoredEnergy() {
        var ended = fold(SESSION);
        var later = TransactionFold.readings(ended, List.of(register(7, 2150, "Transaction.End")), Told.minute(9));
        assertThat(later.outcome().energyWh()).isEqualByComparingTo("1150");
        assertThat(later.mustBeStoredAfter(ended)).isTrue();
    }

    @Test
    void theFirstOfTwoDifferentStopsCounts() {
        var started = TransactionFold.start(numbered(), Told.start(1, 0, 1000), ACCEPTED);
        var stopped = TransactionFold.stop(started, Told.stop(5, 30, 3000));
        assertThat(TransactionFold.stop(stopped, Told.stop(5, 30, 3000)).row()).isEqualTo(stopped.row());
        var again = TransactionFold.stop(stopped, Told.stop(5, 31, 3100));
        assertThat(again.outcome().energyWh()).isEqualByComparingTo("2000");
        assertThat(again.flags()).containsOnlyKeys("stop-repeated-differently");
    }

    @Test
    void aStopWithoutReasonIsLocal() {
        var started = TransactionFold.start(numbered(), Told.start(1, 0, 1000), ACCEPTED);
        assertThat(TransactionFold.stop(started, Told.stop(5, 30, 3000))
                        .row()
                        .end()
                        .reason())
                .isEqualTo("Local");
    }

    private static TransactionState fold(List<StationEvent> events) {
        var state = fresh();
        for (StationEvent event : events)
            state = TransactionFold.event(state, event, event.token() == null ? null : ACCEPTED);
        return state;
    }

    /** All that the database would hold. */
    private static Object outline(TransactionState state) {
        return List.of(state.row(), Conclusions.of(state), state.seen());
    }

    private static TransactionState fresh() {
        return state(true, "T");
    }

    private static TransactionState numbered() {
        return state(false, "5");
    }

    private static TransactionState state(boolean stationNamed, String wireId) {
        return TransactionState.of(new TransactionRow(
                5,
                new UUID(0, 5),
                new StationId(1),
                stationNamed ? "ocpp2.0.1" : "ocpp1.6",
                stationNamed,
                wireId,
                LocalDate.of(2026, 3, 1),
                Instant.EPOCH,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                false,
                null,
                stationNamed,
                false,
                Map.of()));
    }

    private static <T> void permute(List<T> items, int from, java.util.function.Consumer<List<T>> each) {
        if (from == items.size()) {
            each.accept(items);
            return;
        }
        for (int i = from; i < items.size(); i++) {
            Collections.swap(items, from, i);
            permute(items, from + 1, each);
            Collections.swap(items, from, i);
        }
    }
}
