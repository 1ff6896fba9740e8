package dev.stationmaster.conformance.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stationmaster.conformance.harness.Csms;
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
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Stations of all versions with cars coming and going, sixty times as fast as in life. */
final class BusyNetwork implements AutoCloseable {
    private static final double SPEED = 60;

    private final Operator operator;
    private final Fleet fleet;
    private final Traffic traffic;

    private BusyNetwork(Operator operator, Fleet fleet, Traffic traffic) {
        this.operator = operator;
        this.fleet = fleet;
        this.traffic = traffic;
    }

    /** Enters the stations and tokens, connects all, and lets the cars come. */
    static BusyNetwork start(Csms csms, int stations) {
        Operator operator = new Operator(csms);
        operator.provision("""
                {"stations":[{"id":"BUSY-{n:3}","count":%d,"securityProfile":0}],
                 "tokens":[{"idToken":"BUSY{n:4}","type":"ISO14443","count":%d}]}""".formatted(stations, 2 * stations));
        // The stations' clock runs fast; it starts so far back that it never passes ours.
        Instant worldStart = Instant.now().minus(Duration.ofHours(12));
        Fleet fleet = new Fleet(Fleet.Options.usual().withTimeline(RunningTimeline.from(worldStart, SPEED)));
        Tuning tuning =
                Tuning.stubborn().withMessageTimeout(Duration.ofSeconds(10)).withSampleInterval(Duration.ofSeconds(60));
        for (int n = 1; n <= stations; n++) {
            Version version = Version.values()[n % 3];
            fleet.add(StationConfig.of("BUSY-%03d".formatted(n), version, csms.stationUrl())
                    .withTuning(tuning));
        }
        List<Token> tokens = new ArrayList<>();
        for (int n = 1; n <= 2 * stations; n++) tokens.add(Token.card("BUSY%04d".formatted(n)));
        Traffic.Pace pace = new Traffic.Pace(
                Duration.ofMinutes(1), Duration.ofMinutes(6), Duration.ofMinutes(3), Duration.ofMinutes(15));
        Traffic traffic = new Traffic(fleet, pace, tokens, Long.MAX_VALUE);
        fleet.start(Duration.ofSeconds(2));
        traffic.start();
        return new BusyNetwork(operator, fleet, traffic);
    }

    /** How many CALLs the server has answered so far, of all stations. */
    long answered() {
        return fleet.stations().stream()
                .mapToLong(station -> station.journal().count(Entry.Result.ANSWERED))
                .sum();
    }

    /** How many messages with facts the server has answered so far: everything but Heartbeat and Authorize, which memory answers. */
    long factsAnswered() {
        return fleet.stations().stream()
                .flatMap(station -> station.journal().answered().stream())
                .filter(entry ->
                        !entry.action().equals("Heartbeat") && !entry.action().equals("Authorize"))
                .count();
    }

    /** Waits until the server has answered that many CALLs more. */
    void awaitAnswers(int more) {
        long wanted = answered() + more;
        await("answers to " + more + " further CALLs", () -> answered() >= wanted);
    }

    /** Sends no further cars, waits until every fact is answered, and compares journals and server. @return facts compared */
    int settleAndAudit() {
        traffic.stop();
        await("the last cars to leave", () -> traffic.finished() >= traffic.begun());
        await(
                "all stations accepted and without waiting facts",
                () -> fleet.states().stream()
                        .allMatch(state -> state.phase() == StationState.Phase.ACCEPTED && state.waitingFacts() == 0));
        int compared = 0;
        List<String> differences = new ArrayList<>();
        for (SimulatedStation station : fleet.stations()) {
            JournalAudit.Outcome outcome = JournalAudit.of(operator, station.journal());
            compared += outcome.factsCompared();
            differences.addAll(outcome.differences());
        }
        assertThat(differences.stream().limit(20).toList())
                .as("%d differences in %d facts", differences.size(), compared)
                .isEmpty();
        return compared;
    }

    private static void await(String what, BooleanSupplier fact) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(90);
        while (!fact.getAsBoolean()) {
            if (System.nanoTime() > deadline) throw new AssertionError("no " + what + " within 90 s");
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }

    @Override
    public void close() {
        fleet.close();
    }
}
