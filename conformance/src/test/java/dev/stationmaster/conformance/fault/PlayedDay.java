package dev.stationmaster.conformance.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stationmaster.conformance.harness.Operator;
import dev.stationmaster.simulator.fleet.Fleet;
import dev.stationmaster.simulator.fleet.Traffic;
import dev.stationmaster.simulator.journal.Entry;
import dev.stationmaster.simulator.station.StationConfig;
import dev.stationmaster.simulator.station.StationState;
import dev.stationmaster.simulator.station.Token;
import dev.stationmaster.simulator.time.RunningTimeline;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/**
 * The frame of a day of simulated stations, faster than in life: cars come and go while somebody works with the stations; at its end every answered
 * fact is there once, with the right energy, and nothing was odd.
 */
final class PlayedDay {
    private static final Duration PATIENCE = Duration.ofMinutes(4);
    /** Of whatever is done to all stations, so much at a time. */
    private static final int AT_ONCE = 6;

    private final Operator operator;
    private final Plan plan;

    /**
     * @param prefix of identities and tokens
     * @param length in the stations' world
     * @param speed how many times as fast as in life
     * @param behind how far back the stations' clocks lie at the end of the day: they must not pass ours while the last cars leave
     * @param tokens for each station
     */
    record Plan(
            String prefix,
            int stations,
            Duration length,
            double speed,
            Duration behind,
            Traffic.Pace pace,
            int tokens) {}

    /** What came of it. */
    record Outcome(long sessions, long messages, int factsCompared) {}

    /** What is done while the cars come and go, and once the last has left; the clock is the stations'. */
    interface Work {
        default void during(Supplier<Instant> clock) {}

        default void afterwards() {}
    }

    PlayedDay(Operator operator, Plan plan) {
        this.operator = operator;
        this.plan = plan;
    }

    String identity(int n) {
        return "%s-%03d".formatted(plan.prefix, n);
    }

    List<String> identities() {
        return IntStream.rangeClosed(1, plan.stations).mapToObj(this::identity).toList();
    }

    /** Enters stations and tokens. @param station further fields of each, with a leading comma @param token likewise */
    void provision(String station, String token) {
        operator.provision("""
                {"stations":[{"id":"%1$s-{n:3}","count":%2$d%4$s}],
                 "tokens":[{"idToken":"%1$sT{n:4}","type":"ISO14443","count":%3$d%5$s}]}""".formatted(plan.prefix, plan.stations, plan.tokens * plan.stations, station, token));
    }

    /** The nth card, from 1. */
    String card(int n) {
        return "%sT%04d".formatted(plan.prefix, n);
    }

    private List<Token> cards() {
        return IntStream.rangeClosed(1, plan.tokens * plan.stations)
                .mapToObj(n -> Token.card(card(n)))
                .toList();
    }

    /** Plays it. @param config of the nth station, from 1 */
    Outcome play(IntFunction<StationConfig> config, Work work) {
        long began = System.nanoTime();
        Instant dawn = Instant.now().minus(plan.length).minus(plan.behind);
        var world = RunningTimeline.from(dawn, plan.speed);
        try (var fleet = new Fleet(Fleet.Options.usual().withTimeline(world))) {
            for (int n = 1; n <= plan.stations; n++) fleet.add(config.apply(n));
            var traffic = new Traffic(fleet, plan.pace, cards(), Long.MAX_VALUE);
            fleet.start(Duration.ofSeconds(1));
            awaitSettled(fleet);
            traffic.start();
            Instant end = world.now().plus(plan.length);
            work.during(world::now);
            await(
                    "end of the day",
                    real(plan.length).plus(PATIENCE),
                    () -> !world.now().isBefore(end) && traffic.finished() > 0);
            traffic.stop();
            await(
                    "the last cars to leave",
                    real(plan.pace.stay()).plus(PATIENCE),
                    () -> traffic.finished() >= traffic.begun());
            work.afterwards();
            awaitSettled(fleet);
            long messages = fleet.stations().stream()
                    .mapToLong(station -> station.journal().count(Entry.Result.ANSWERED))
                    .sum();
            var outcome = new Outcome(traffic.finished(), messages, audited(fleet));
            System.out.printf(
                    "%s: %d stations, %s, %d sessions, %d messages, %d facts compared, %.1f min%n",
                    plan.prefix,
                    plan.stations,
                    plan.length,
                    outcome.sessions,
                    messages,
                    outcome.factsCompared,
                    (System.nanoTime() - began) / 60e9);
            return outcome;
        }
    }

    private Duration real(Duration inTheWorld) {
        return Duration.ofMillis((long) (inTheWorld.toMillis() / plan.speed));
    }

    /** All accepted, and everything told. */
    static void awaitSettled(Fleet fleet) {
        await(
                "all stations to be accepted and all facts answered",
                PATIENCE,
                () -> fleet.states().stream()
                        .allMatch(state -> state.phase() == StationState.Phase.ACCEPTED && state.waitingFacts() == 0));
    }

    private int audited(Fleet fleet) {
        var compared = new AtomicInteger();
        var differences = new ConcurrentLinkedQueue<String>();
        var trouble = each(fleet.stations(), station -> {
            JournalAudit.Outcome outcome = JournalAudit.of(operator, station.journal());
            compared.addAndGet(outcome.factsCompared());
            differences.addAll(outcome.differences());
        });
        differences.addAll(trouble);
        assertThat(differences.stream().limit(20).toList())
                .as("%d differences in %d facts", differences.size(), compared.get())
                .isEmpty();
        return compared.get();
    }

    /** Does it with all of them, some at a time. @return what went wrong */
    static <T> List<String> each(Collection<T> all, Consumer<T> task) {
        var trouble = new ConcurrentLinkedQueue<String>();
        var slots = new Semaphore(AT_ONCE);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (T one : all) {
                threads.submit(() -> {
                    slots.acquireUninterruptibly();
                    try {
                        task.accept(one);
                    } catch (Throwable e) {
                        trouble.add(one + ": " + e);
                    } finally {
                        slots.release();
                    }
                });
            }
        }
        return new ArrayList<>(trouble);
    }

    /** No station has a finding. */
    void nothingIsOdd() {
        var odd = new TreeMap<String, Integer>();
        for (String identity : identities()) {
            for (JsonNode finding : operator.get("/stations/" + identity + "/findings?limit=500")
                    .get("items")) {
                String what = finding.get("action").asString() + " "
                        + finding.get("code").asString() + " "
                        + finding.get("message").asString();
                odd.merge(what, finding.get("count").asInt(), Integer::sum);
            }
        }
        assertThat(odd).as("findings").isEmpty();
    }

    static void await(String what, Duration patience, BooleanSupplier fact) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (!fact.getAsBoolean()) {
            if (System.nanoTime() > deadline) throw new AssertionError("no " + what + " within " + patience);
            LockSupport.parkNanos(20_000_000);
        }
    }
}
