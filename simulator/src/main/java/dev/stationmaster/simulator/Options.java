package dev.stationmaster.simulator;

import dev.stationmaster.simulator.fleet.NumberPattern;
import dev.stationmaster.simulator.quirk.Quirk;
import dev.stationmaster.simulator.station.StationConfig.Refusals;
import dev.stationmaster.simulator.station.Version;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The command line, read. Errors name the option and what it takes. */
final class Options {
    /** What was typed is wrong; the message says what to type. */
    static final class Wrong extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Wrong(String message) {
            super(message);
        }
    }

    private static final Set<String> FLAGS =
            Set.of("--mixed", "--continuous", "--trust-all", "--help", "--provisioning", "--plug-and-charge");
    private static final Set<String> VALUES = Set.of(
            "--url",
            "--id",
            "--id-pattern",
            "--count",
            "--first",
            "--version",
            "--profile",
            "--password",
            "--token",
            "--tokens",
            "--token-pattern",
            "--known-tokens",
            "--sessions",
            "--speed",
            "--duration",
            "--journal",
            "--sample-interval",
            "--stay",
            "--gap",
            "--moment",
            "--evses",
            "--dc",
            "--ramp",
            "--local-addresses",
            "--threads",
            "--trust",
            "--refuses",
            "--firmware-fails",
            "--quirks");

    private final Map<String, String> values = new HashMap<>();
    private final Set<String> flags = new HashSet<>();

    Options(List<String> typed) {
        var rest = new ArrayDeque<>(typed);
        for (String option; (option = rest.poll()) != null; ) {
            var equals = option.indexOf('=');
            if (equals > 0) {
                rest.addFirst(option.substring(equals + 1));
                option = option.substring(0, equals);
            }
            if (FLAGS.contains(option)) {
                flags.add(option);
            } else if (VALUES.contains(option)) {
                var value = rest.poll();
                if (value == null) {
                    throw new Wrong(option + " needs a value; see --help");
                }
                values.put(option, value);
            } else {
                throw new Wrong("there is no option " + option + "; see --help");
            }
        }
    }

    boolean has(String flag) {
        return flags.contains(flag);
    }

    boolean given(String option) {
        return values.containsKey(option);
    }

    @Nullable
    String text(String option) {
        return values.get(option);
    }

    String text(String option, String otherwise) {
        return values.getOrDefault(option, otherwise);
    }

    List<String> list(String option, String otherwise) {
        return Arrays.stream(text(option, otherwise).split(","))
                .map(String::strip)
                .filter(item -> !item.isEmpty())
                .toList();
    }

    long number(String option, long otherwise, long least, long most) {
        var text = values.get(option);
        if (text == null) {
            return otherwise;
        }
        try {
            var number = Long.parseLong(text);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException notANumber) {
            // said below
        }
        throw new Wrong(option + " takes a whole number from " + least + " to " + most + ", was " + text);
    }

    double factor(String option, double otherwise) {
        var text = values.get(option);
        try {
            var factor = text == null ? otherwise : Double.parseDouble(text);
            if (factor > 0 && factor <= 10_000) {
                return factor;
            }
        } catch (NumberFormatException notANumber) {
            // said below
        }
        throw new Wrong(option + " takes a number above 0, at most 10000, was " + text);
    }

    /** Such as {@code 90}, {@code 90s}, {@code 5m}, {@code 2h}, {@code 500ms}. */
    Duration duration(String option, Duration otherwise) {
        var text = values.get(option);
        if (text == null) {
            return otherwise;
        }
        try {
            return text.endsWith("ms")
                    ? Duration.ofMillis(Long.parseLong(text.substring(0, text.length() - 2)))
                    : Duration.parse("PT" + (Character.isDigit(text.charAt(text.length() - 1)) ? text + "s" : text));
        } catch (DateTimeParseException | NumberFormatException | StringIndexOutOfBoundsException unreadable) {
            throw new Wrong(option + " takes a time such as 90s, 5m, 2h or 500ms, was " + text);
        }
    }

    URI url() {
        var text = text("--url", "ws://127.0.0.1:9000/ocpp");
        try {
            var url = new URI(text);
            if (url.getHost() != null && ("ws".equals(url.getScheme()) || "wss".equals(url.getScheme()))) {
                return url;
            }
        } catch (URISyntaxException unreadable) {
            // said below
        }
        throw new Wrong("--url takes the server's endpoint such as ws://127.0.0.1:9000/ocpp, was " + text);
    }

    Version version(String otherwise) {
        try {
            return Version.of(text("--version", otherwise));
        } catch (IllegalArgumentException unknown) {
            throw new Wrong("--" + unknown.getMessage());
        }
    }

    /** What the stations do wrong; 1.6 only. */
    Set<Quirk> quirks() {
        try {
            var quirks = Quirk.parse(text("--quirks", ""));
            if (!quirks.isEmpty() && (has("--mixed") || version("ocpp2.0.1") != Version.OCPP16)) {
                throw new Wrong("--quirks are those of 1.6 stations; it needs --version ocpp1.6");
            }
            return quirks;
        } catch (IllegalArgumentException unknown) {
            throw new Wrong("--quirks takes some of Q1 to Q80, such as Q21,Q36; " + unknown.getMessage());
        }
    }

    /** What the stations do not let others do with them. */
    Refusals refusals() {
        var end = text("--firmware-fails");
        if (end != null && !Refusals.ENDS.contains(end)) {
            throw new Wrong("--firmware-fails takes one of " + String.join(", ", new TreeSet<>(Refusals.ENDS)));
        }
        var values = list("--refuses", "").stream()
                .map(name -> name.toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
        return new Refusals(values, end);
    }

    NumberPattern identity() {
        var pattern = new NumberPattern(text("--id-pattern", text("--id", "SIM-{n:5}")));
        if (!pattern.varies() && number("--count", 1, 1, 1_000_000) > 1) {
            throw new Wrong("--count needs --id-pattern with {n} or {n:5} in it, so that identities differ");
        }
        return pattern;
    }

    @Nullable
    Path path(String option) {
        var text = values.get(option);
        return text == null ? null : Path.of(text);
    }
}
