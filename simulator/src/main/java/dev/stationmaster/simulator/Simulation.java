package dev.stationmaster.simulator;

import dev.stationmaster.simulator.fleet.Fleet;
import dev.stationmaster.simulator.fleet.NumberPattern;
import dev.stationmaster.simulator.fleet.Traffic;
import dev.stationmaster.simulator.journal.Entry;
import dev.stationmaster.simulator.journal.JournalFile;
import dev.stationmaster.simulator.station.EvseConfig;
import dev.stationmaster.simulator.station.StationConfig;
import dev.stationmaster.simulator.station.StationObserver;
import dev.stationmaster.simulator.station.StationState.Phase;
import dev.stationmaster.simulator.station.Token;
import dev.stationmaster.simulator.station.Tuning;
import dev.stationmaster.simulator.station.Version;
import dev.stationmaster.simulator.time.RunningTimeline;
import dev.stationmaster.simulator.time.Timeline;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;

/** {@code simulate}: stations as typed, with cars that come and go. */
final class Simulation {
    private static final int TABLE_EVERY_SECONDS = 10;
    private static final Duration LEAST_GAP = Duration.ofSeconds(2);

    private final Options options;
    private final long count;
    private final Duration duration;

    Simulation(Options options) {
        this.options = options;
        this.count = options.number("--count", 1, 1, 100_000);
        this.duration = options.duration("--duration", Duration.ZERO);
    }

    int run() {
        var configs = configs();
        var evses = configs.stream().mapToLong(config -> config.evses().size()).sum();
        var sessions = options.has("--continuous")
                ? Long.MAX_VALUE
                : options.number("--sessions", 1, 0, Long.MAX_VALUE / evses - 1);
        var expected = sessions == Long.MAX_VALUE ? Long.MAX_VALUE : sessions * evses;
        var journal = options.path("--journal");
        var fleetOptions = new Fleet.Options(
                (int) options.number("--threads", 2, 1, 64),
                timeline(),
                journal == null ? null : new JournalFile(journal),
                false,
                (int) options.number("--local-addresses", 0, 0, 254),
                count == 1 ? Watch::print : StationObserver.NOBODY);
        var gap = options.duration("--gap", Duration.ofSeconds(30));
        var pace = new Traffic.Pace(
                gap.compareTo(LEAST_GAP) < 0 ? gap : LEAST_GAP,
                gap,
                options.duration("--stay", Duration.ofMinutes(3)).dividedBy(2),
                options.duration("--stay", Duration.ofMinutes(3)),
                options.duration("--moment", Duration.ofSeconds(4)));
        try (var watch = new Watch(duration);
                var fleet = new Fleet(fleetOptions)) {
            configs.forEach(fleet::add);
            var traffic = new Traffic(fleet, pace, tokens(), sessions);
            if (options.has("--plug-and-charge")) {
                traffic.byContract();
            }
            fleet.start(options.duration("--ramp", Duration.ofMillis(count)));
            traffic.start();
            var table = new Table(fleet, traffic);
            watch.await(() -> traffic.finished() >= expected && table.settled(), count == 1 ? () -> {} : table::tick);
            traffic.stop();
            table.print();
        }
        return 0;
    }

    /** With a duration the world ends at the present, so that no station speaks of the future. */
    private Timeline timeline() {
        var speed = options.factor("--speed", 1);
        var ahead = Duration.ofNanos((long) (duration.toNanos() * (speed - 1)));
        return speed == 1
                ? RunningTimeline.real()
                : RunningTimeline.from(Instant.now().minus(ahead), speed);
    }

    private List<StationConfig> configs() {
        var url = options.url();
        var identity = options.identity();
        var password = options.given("--password") ? new NumberPattern(options.text("--password", "")) : null;
        var usual = password == null ? 0 : "wss".equals(url.getScheme()) ? 2 : 1;
        var profile = (int) options.number("--profile", usual, 0, 2);
        if (profile > 0 && password == null) {
            throw new Options.Wrong("--profile " + profile + " needs --password");
        }
        if (profile == 2 && !"wss".equals(url.getScheme())) {
            throw new Options.Wrong("--profile 2 needs a wss:// --url");
        }
        var tuning = Tuning.usual().withSampleInterval(options.duration("--sample-interval", Duration.ofSeconds(15)));
        var configs = new ArrayList<StationConfig>();
        var first = options.number("--first", 1, 0, Integer.MAX_VALUE);
        for (long n = first; n < first + count; n++) {
            var version = options.has("--mixed") ? Version.values()[(int) (n % 3)] : options.version("ocpp2.0.1");
            configs.add(StationConfig.of(identity.of(n), version, url)
                    .withPassword(profile, password == null ? null : password.of(n))
                    .withTrustAnchor(options.path("--trust"))
                    .withTuning(tuning)
                    .withTraits(StationConfig.Traits.usual()
                            .withQuirks(options.quirks())
                            .withRefusals(options.refusals()))
                    .withKnownTokens(options.list("--known-tokens", ""))
                    .withEvses(evses()));
        }
        return configs;
    }

    private EvseConfig[] evses() {
        var evses = new EvseConfig[(int) options.number("--evses", 1, 1, 64)];
        var dc = options.number("--dc", 0, 0, 5_000_000);
        Arrays.fill(evses, dc == 0 ? EvseConfig.ac() : EvseConfig.dc(dc));
        return evses;
    }

    private List<Token> tokens() {
        var pattern = options.text("--token-pattern");
        if (pattern != null) {
            var numbered = new NumberPattern(pattern);
            return LongStream.rangeClosed(1, count)
                    .mapToObj(n -> Token.card(numbered.of(n)))
                    .toList();
        }
        return options.list("--tokens", options.text("--token", "04A1B2C3")).stream()
                .map(Token::card)
                .toList();
    }

    /** The summary of many stations. */
    private static final class Table {
        private final Fleet fleet;
        private final Traffic traffic;
        private int seconds;

        Table(Fleet fleet, Traffic traffic) {
            this.fleet = fleet;
            this.traffic = traffic;
        }

        void tick() {
            if (++seconds % TABLE_EVERY_SECONDS == 0) {
                print();
            }
        }

        /** Whether every fact has been answered. */
        boolean settled() {
            return fleet.states().stream().allMatch(state -> state.waitingFacts() == 0);
        }

        void print() {
            var states = fleet.states();
            var accepted = states.stream()
                    .filter(state -> state.phase() == Phase.ACCEPTED)
                    .count();
            var charging = states.stream()
                    .flatMap(state -> state.connectors().stream())
                    .filter(connector -> connector.status().equals("Charging"))
                    .count();
            var waiting =
                    states.stream().mapToLong(state -> state.waitingFacts()).sum();
            System.out.printf(
                    "stations %d  accepted %d  charging %d  cars %d (left %d)  answered %d  refused %d  timed out %d"
                            + "  lost %d  waiting facts %d%n",
                    states.size(),
                    accepted,
                    charging,
                    traffic.begun(),
                    traffic.finished(),
                    count(Entry.Result.ANSWERED),
                    count(Entry.Result.REFUSED),
                    count(Entry.Result.TIMED_OUT),
                    count(Entry.Result.LOST),
                    waiting);
        }

        private long count(Entry.Result result) {
            return fleet.stations().stream()
                    .mapToLong(station -> station.journal().count(result))
                    .sum();
        }
    }
}
