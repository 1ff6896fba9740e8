package dev.stationmaster.conformance.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stationmaster.conformance.harness.Lab;
import dev.stationmaster.conformance.harness.Operator;
import dev.stationmaster.simulator.fleet.Fleet;
import dev.stationmaster.simulator.fleet.Traffic;
import dev.stationmaster.simulator.journal.Entry;
import dev.stationmaster.simulator.station.SimulatedStation;
import dev.stationmaster.simulator.station.StationConfig;
import dev.stationmaster.simulator.station.StationState;
import dev.stationmaster.simulator.station.Token;
import dev.stationmaster.simulator.station.Tuning;
import dev.stationmaster.simulator.station.Version;
import dev.stationmaster.simulator.time.RunningTimeline;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import tools.jackson.databind.JsonNode;

/**
 * Part of a day in the life of stations of one version, played fast; afterwards everything that the server answered must be stored once, with the
 * right energy, and it must have found nothing odd.
 *
 * @param length in the stations' world
 * @param speed how many times as fast as in life
 */
record Day(Version version, int stations, Duration length, double speed, Traffic.Pace pace, Duration samples) {
    /** What the world may run ahead while a busy machine is slow to begin and to end. */
    private static final Duration MARGIN = Duration.ofHours(16);

    private static final Duration PATIENCE = Duration.ofSeconds(120);

    /** Twenty-four hours in fifteen minutes. */
    static Day whole(Version version, int stations) {
        return new Day(version, stations, Duration.ofHours(24), 96, Traffic.Pace.ordinary(), Duration.ofMinutes(1));
    }

    /** Ten minutes with more coming and going than ordinary ones, in three seconds. */
    static Day glimpse(Version version, int stations) {
        var pace = new Traffic.Pace(
                Duration.ofSeconds(20), Duration.ofMinutes(4), Duration.ofMinutes(2), Duration.ofMinutes(6));
        return new Day(version, stations, Duration.ofMinutes(10), 200, pace, Duration.ofMinutes(2));
    }

    /** What came of it. */
    record Outcome(long sessions, long messages, int factsCompared) {}

    Outcome play(Lab lab) {
        String name = "DAY" + version.name();
        lab.operator().provision("""
                {"stations":[{"id":"%1$s-{n:3}","count":%2$d,"securityProfile":0}],
                 "tokens":[{"idToken":"%1$sT{n:4}","type":"ISO14443","count":%3$d}]}""".formatted(name, stations, 4 * stations));
        // The stations' clock runs fast; it starts so far back that it never passes ours.
        var world = RunningTimeline.from(Instant.now().minus(length).minus(MARGIN), speed);
        try (var fleet = new Fleet(Fleet.Options.usual().withTimeline(world))) {
            Tuning tuning = Tuning.usual().withSampleInterval(samples);
            List<Token> tokens = new ArrayList<>();
            for (int n = 1; n <= stations; n++) {
                fleet.add(StationConfig.of(
                                "%s-%03d".formatted(name, n),
                                version,
                                lab.csms().stationUrl())
                        .withTuning(tuning));
            }
            for (int n = 1; n <= 4 * stations; n++) tokens.add(Token.card("%sT%04d".formatted(name, n)));
            var traffic = new Traffic(fleet, pace, tokens, Long.MAX_VALUE);
            fleet.start(Duration.ofSeconds(1));
            await("all stations accepted", PATIENCE, () -> settled(fleet));
            traffic.start();
            Instant end = world.now().plus(length);
            Duration real = Duration.ofMillis((long) (length.toMillis() / speed));
            await("end of the day", real.plus(PATIENCE), () -> !world.now().isBefore(end) && traffic.finished() > 0);
            traffic.stop();
            Duration stay = Duration.ofMillis((long) (pace.stay().toMillis() / speed));
            await("the last cars to leave", stay.plus(PATIENCE), () -> traffic.finished() >= traffic.begun());
            await("all facts to be answered", PATIENCE, () -> settled(fleet));
            return new Outcome(traffic.finished(), answered(fleet), audited(lab.operator(), fleet));
        }
    }

    private static boolean settled(Fleet fleet) {
        return fleet.states().stream()
                .allMatch(state -> state.phase() == StationState.Phase.ACCEPTED && state.waitingFacts() == 0);
    }

    private static long answered(Fleet fleet) {
        return fleet.stations().stream()
                .mapToLong(station -> station.journal().count(Entry.Result.ANSWERED))
                .sum();
    }

    private static int audited(Operator operator, Fleet fleet) {
        int compared = 0;
        List<String> differences = new ArrayList<>();
        for (SimulatedStation station : fleet.stations()) {
            JournalAudit.Outcome outcome = JournalAudit.of(operator, station.journal());
            compared += outcome.factsCompared();
            differences.addAll(outcome.differences());
            String path = "/stations/" + Operator.encoded(station.identity());
            for (JsonNode finding : operator.get(path + "/findings").get("items")) {
                differences.add(station.identity() + " finding " + finding);
            }
        }
        assertThat(differences.stream().limit(20).toList())
                .as("%d differences in %d facts", differences.size(), compared)
                .isEmpty();
        return compared;
    }

    private static void await(String what, Duration patience, BooleanSupplier fact) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (!fact.getAsBoolean()) {
            if (System.nanoTime() > deadline) throw new AssertionError("no " + what + " within " + patience);
            LockSupport.parkNanos(20_000_000);
        }
    }
}
