package dev.stationmaster.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What the command line may say. */
final class Options {
    static final String USAGE = """
            usage: ./stationmaster bench [OPTIONS]

              --only TEXT       parts with this in their name, in the sizes of --full where that ends in minutes:
                                Heartbeat, Authorize, MeterValues, TransactionEvent, Session 1.6, Session 2.0.1 (closed loop);
                                open loop, mixed, commands, live, idle, idle tls, storm, storm tls, start, history
              --full            all parts with all stations; takes about half an hour
              --seconds N       measure each load for so long (8)
              --warm-up N       and let it run before for so long (4)
              --stations N      that talk at once in a closed loop (200); MeterValues takes twice as many
              --with-log-only   leave out the round with the message log off
              --rates N,N       messages a second of the mixed load (1000,2000,5000,10000)
              --network N       stations of the mixed load (2000; 19000 with --full), first with a message each 30 s
              --idle N,N        connections of "idle" (1000,5000; with --full 19000, too)
              --idle-tls N,N    connections of "idle tls" (1000; with --full 5000, too)
              --storm N         stations that are cut at once (3000; 19000 with --full or --only)
              --storm-tls N     the same over TLS (1000; 19000 with --full, 5000 with --only)
              --history N       meter readings in the database of "history" (2000000; 10000000 with --full)
              --json FILE       the results for programs
              --markdown FILE   the results as tables for docs/performance.md
              --jmh [PATTERN]   the micro benchmarks instead; what follows is handed to JMH
            A process needs one file descriptor for each connection: above 19,900 raise ulimit -n.
            """;

    private static final Set<String> SWITCHES = Set.of("--full", "--with-log-only");
    private static final Map<String, String> DEFAULTS = Map.of(
            "--seconds", "8", "--warm-up", "4", "--stations", "200", "--rates", "1000,2000,5000,10000", "--only", "");
    private static final Set<String> SIZES =
            Set.of("--network", "--idle", "--idle-tls", "--storm", "--storm-tls", "--history", "--json", "--markdown");

    private final Map<String, String> values = new TreeMap<>(DEFAULTS);

    static Options of(String... arguments) {
        var options = new Options();
        for (int i = 0; i < arguments.length; i++) {
            String name = arguments[i];
            if (SWITCHES.contains(name)) {
                options.values.put(name, "");
            } else if (!DEFAULTS.containsKey(name) && !SIZES.contains(name)) {
                throw new IllegalArgumentException("There is no option " + name + ".\n" + USAGE);
            } else if (++i == arguments.length) {
                throw new IllegalArgumentException("What is " + name + "?\n" + USAGE);
            } else {
                options.values.put(name, arguments[i]);
            }
        }
        options.check();
        return options;
    }

    /** Tells of a wrong number before minutes have passed. */
    private void check() {
        seconds();
        warmUpSeconds();
        stations();
        rates();
        network();
        idle();
        idleTls();
        storm();
        stormTls();
        history();
    }

    boolean wants(String part) {
        return part.toLowerCase(Locale.ROOT).contains(only().toLowerCase(Locale.ROOT));
    }

    String only() {
        return values.getOrDefault("--only", "");
    }

    boolean full() {
        return values.containsKey("--full");
    }

    /** Neither all of it nor a part of it: the run that must end within ten minutes. */
    boolean bounded() {
        return !full()
                && only().isEmpty()
                && values.keySet().stream()
                        .noneMatch(SIZES.stream()
                                .filter(size -> !size.equals("--json") && !size.equals("--markdown"))
                                .toList()::contains);
    }

    boolean withoutLogToo() {
        return !values.containsKey("--with-log-only");
    }

    int seconds() {
        return numbers("--seconds", "", 1, 600).getFirst();
    }

    int warmUpSeconds() {
        return numbers("--warm-up", "", 0, 600).getFirst();
    }

    int stations() {
        return numbers("--stations", "", 1, 5_000).getFirst();
    }

    List<Integer> rates() {
        return numbers("--rates", "", 1, 100_000);
    }

    int network() {
        return numbers("--network", full() ? "19000" : "2000", 100, 100_000).getFirst();
    }

    List<Integer> idle() {
        return numbers("--idle", full() ? "1000,5000,19000" : "1000,5000", 1, 100_000);
    }

    List<Integer> idleTls() {
        return numbers("--idle-tls", full() || !only().isEmpty() ? "1000,5000" : "1000", 1, 100_000);
    }

    int storm() {
        return numbers("--storm", full() || !only().isEmpty() ? "19000" : "3000", 1, 100_000)
                .getFirst();
    }

    int stormTls() {
        return numbers("--storm-tls", full() ? "19000" : only().isEmpty() ? "1000" : "5000", 1, 100_000)
                .getFirst();
    }

    int history() {
        return numbers("--history", full() ? "10000000" : "2000000", 10_000, 1_000_000_000)
                .getFirst();
    }

    @Nullable
    Path json() {
        String file = values.get("--json");
        return file == null ? null : Path.of(file);
    }

    @Nullable
    Path markdown() {
        String file = values.get("--markdown");
        return file == null ? null : Path.of(file);
    }

    private List<Integer> numbers(String name, String otherwise, int least, int most) {
        var numbers = new ArrayList<Integer>();
        for (String word : values.getOrDefault(name, otherwise).split(",", -1)) {
            try {
                numbers.add(Integer.parseInt(word.strip()));
            } catch (NumberFormatException e) {
                numbers.add(-1);
            }
            if (numbers.getLast() < least || numbers.getLast() > most)
                throw new IllegalArgumentException(
                        name + " is a number from " + least + " to " + most + ", not \"" + word + "\".");
        }
        return numbers;
    }
}
