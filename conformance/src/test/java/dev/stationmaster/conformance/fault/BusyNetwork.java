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
import dev.stationmaster.simulator.time.Timeline;
import java.net.URI;
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
    private static final Traffic.Pace LIVELY = new Traffic.Pace(
            Duration.ofMinutes(1), Duration.ofMinutes(6), Duration.ofMinutes(3), Duration.ofMinutes(15));
    static final Traffic.Pace BRISK = new Traffic.Pace(
            Duration.ofSeconds(20), Duration.ofMinutes(2), Duration.ofMinutes(1), Duration.ofMinutes(3));

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
        return start(csms, "BUSY", stations, csms.stationUrl(), fast(), LIVELY);
    }

    private static Timeline fast() {
        // The stations' clock runs fast; it starts so far back that it never passes ours.
        return RunningTimeline.from(Instant.now().minus(Duration.ofHours(12)), SPEED);
    }

    /**
     * Sessions of seconds, so that the network soon comes to rest.
     *
     * @param prefix of stations and tokens, which nobody else may use
     * @param url where the stations connect
     */
    static BusyNetwork brisk(Csms csms, String prefix, int stations, URI url) {
        return start(csms, prefix, stations, url, fast(), BRISK);
    }

    /** @param timeline of the stations' world @param pace of its cars */
    static BusyNetwork start(Csms csms, String prefix, int stations, URI url, Timeline timeline, Traffic.Pace pace) {
        Operator operator = new Operator(csms);
        operator.provision("""
                {"stations":[{"id":"%1$s-{n:3}","count":%2$d,"securityProfile":0}],
                 "tokens":[{"idToken":"%1$s{n:4}","type":"ISO14443","count":%3$d}]}""".formatted(prefix, stations, 2 * stations));
        Fleet fleet = new Fleet(Fleet.Options.usual().withTimeline(timeline));
        Tuning tuning =
                Tuning.stubborn().withMessageTimeout(Duration.ofSeconds(10)).withSampleInterval(Duration.ofSeconds(60));
        for (int n = 1; n <= stations; n++) {
            Version version = Version.values()[n % 3];
            fleet.add(StationConfig.of("%s-%03d".formatted(prefix, n), version, url)
                    .withTuning(tuning));
        }
        List<Token> tokens = new ArrayList<>();
        for (int n = 1; n <= 2 * stations; n++) tokens.add(Token.card("%s%04d".formatted(prefix, n)));
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

    /** How many CALLs were answered with a CALLERROR so far. */
    long refused() {
        return fleet.stations().stream()
                .mapToLong(station -> station.journal().count(Entry.Result.REFUSED))
                .sum();
    }

    /** How many CALLs have been sent so far, answered or not. */
    long sent() {
        return fleet.stations().stream()
                .map(SimulatedStation::journal)
                .mapToLong(journal -> journal.count(Entry.Result.ANSWERED)
                        + journal.unanswered().size())
                .sum();
    }

    /** Waits until that many CALLs have been sent. */
    void awaitSent(long wanted) {
        await("CALL number " + wanted, () -> sent() >= wanted);
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
