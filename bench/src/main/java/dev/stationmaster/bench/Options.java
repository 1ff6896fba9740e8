package dev.stationmaster.bench;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What the command line may say.
 *
 * @param seconds each scenario is measured for
 * @param warmUpSeconds before that
 * @param stations that talk at once; MeterValues takes twice as many
 * @param only part of a scenario's name; empty for all
 * @param json file for the results; null for none
 */
record Options(
        int seconds,
        int warmUpSeconds,
        int stations,
        String only,
        boolean withoutLogToo,
        @Nullable Path json) {
    static final String USAGE = """
            usage: ./stationmaster bench [OPTIONS]

              --seconds N       measure each scenario for so long (12)
              --warm-up N       and let it run before for so long (4)
              --stations N      that talk at once (200); MeterValues takes twice as many
              --only TEXT       scenarios with this in their name: Heartbeat, Authorize, MeterValues, Session 1.6, Session 2.0.1
              --with-log-only   leave out the second round with the message log off
              --json FILE       the results for programs
            """;

    static Options of(String[] arguments) {
        var options = new Options(12, 4, 200, "", true, null);
        for (int i = 0; i < arguments.length; i++) {
            if (arguments[i].equals("--with-log-only")) {
                options = new Options(
                        options.seconds, options.warmUpSeconds, options.stations, options.only, false, options.json);
                continue;
            }
            if (i + 1 == arguments.length)
                throw new IllegalArgumentException("What is " + arguments[i] + "?\n" + USAGE);
            options = options.with(arguments[i], arguments[++i]);
        }
        return options;
    }

    private Options with(String name, String value) {
        return switch (name) {
            case "--seconds" ->
                new Options(number(name, value, 1, 600), warmUpSeconds, stations, only, withoutLogToo, json);
            case "--warm-up" -> new Options(seconds, number(name, value, 0, 600), stations, only, withoutLogToo, json);
            case "--stations" ->
                new Options(seconds, warmUpSeconds, number(name, value, 1, 5_000), only, withoutLogToo, json);
            case "--only" -> new Options(seconds, warmUpSeconds, stations, value, withoutLogToo, json);
            case "--json" -> new Options(seconds, warmUpSeconds, stations, only, withoutLogToo, Path.of(value));
            default -> throw new IllegalArgumentException("There is no option " + name + ".\n" + USAGE);
        };
    }

    private static int number(String name, String value, int least, int most) {
        try {
            int number = Integer.parseInt(value);
            if (number >= least && number <= most) return number;
        } catch (NumberFormatException e) {
            // said below
        }
        throw new IllegalArgumentException(
                name + " is a number from " + least + " to " + most + ", not \"" + value + "\".");
    }
}
