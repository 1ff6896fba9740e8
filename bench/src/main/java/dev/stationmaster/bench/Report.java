package dev.stationmaster.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** Results for people and for programs. */
final class Report {
    private static final String ROW = "%-34s %3s %8s %6s %6s %6s %8s %8s %8s %8s %7s %6s  %s%n";
    private static final String FIGURE = "%-52s %-62s %12s %-13s %10s %s%n";

    private final double[] fdatasyncMillis;
    private final Book book;

    Report(double[] fdatasyncMillis, Book book) {
        this.fdatasyncMillis = fdatasyncMillis;
        this.book = book;
    }

    String table() {
        var out = new StringBuilder("\n" + machine() + "\n");
        if (!book.results().isEmpty()) {
            out.append(
                    "CPU in µs an answer; latency in ms, in an open loop (@) from when a message was due; commits of the ledger and bytes of WAL a message\n\n");
            out.append(ROW.formatted(
                    "load", "log", "answ./s", "server", "pg", "CPU", "p50", "p90", "p99", "p99.9", "commits", "WAL",
                    "notes"));
            book.results().forEach(result -> out.append(row(result)));
        }
        if (!book.figures().isEmpty()) {
            out.append('\n').append(FIGURE.formatted("part", "figure", "", "", "budget", ""));
            for (Figure figure : book.figures())
                out.append(FIGURE.formatted(
                        figure.part(),
                        figure.what(),
                        figure.shown(),
                        figure.unit(),
                        figure.shownBudget(),
                        figure.verdict()));
        }
        if (!book.leftOut().isEmpty())
            out.append("\nLeft out, so that the run ends within ten minutes; name them with --only: ")
                    .append(String.join(", ", book.leftOut()))
                    .append('\n');
        return out.toString();
    }

    private String machine() {
        return String.format(
                Locale.ROOT,
                "%s, %d processors (%s), fdatasync %.2f ms (p99 %.2f ms)",
                LocalDate.now(),
                Runtime.getRuntime().availableProcessors(),
                processor(),
                fdatasyncMillis[0],
                fdatasyncMillis[1]);
    }

    private static String processor() {
        try (var lines = Files.lines(Path.of("/proc/cpuinfo"))) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("unknown");
        } catch (IOException e) {
            return "unknown";
        }
    }

    private static String row(Result result) {
        return ROW.formatted(
                name(result),
                result.withLog() ? "on" : "off",
                number("%.0f", result.answersPerSecond()),
                number("%.1f", result.serverMicros()),
                number("%.1f", result.postgresMicros()),
                number("%.1f", result.cpuMicros()),
                number("%.2f", result.p50Millis()),
                number("%.2f", result.p90Millis()),
                number("%.2f", result.p99Millis()),
                number("%.2f", result.p999Millis()),
                number("%.4f", result.ledgerCommitsPerMessage()),
                number("%.0f", result.walBytesPerMessage()),
                notes(result));
    }

    private static String name(Result result) {
        return (result.offeredPerSecond() > 0 ? "@ " : "") + result.scenario() + " ×" + result.stations();
    }

    private static String number(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }

    private static String notes(Result result) {
        var notes = new StringBuilder();
        notes.append("RSS ")
                .append((result.serverKilobytes() + result.postgresKilobytes()) / 1024)
                .append(" MB");
        if (result.promised() >= 0)
            notes.append(", ")
                    .append(result.stored())
                    .append(" of ")
                    .append(result.promised())
                    .append(' ')
                    .append(result.storedWhat())
                    .append(" stored");
        if (result.shed() > 0) notes.append(", the log shed ").append(result.shed());
        if (result.missingExchanges() != 0)
            notes.append(", ").append(result.missingExchanges()).append(" MISSING in the log");
        if (result.unanswered() > 0)
            notes.append(", ").append(result.unanswered()).append(" still due at the end");
        if (result.errors() > 0)
            notes.append(", ").append(result.errors()).append(" ERRORS: ").append(result.firstError());
        return notes + verdict(result);
    }

    private static String verdict(Result result) {
        List<String> broken = result.budget().brokenBy(result);
        if (!broken.isEmpty()) return ", OVER: " + String.join(", ", broken);
        return result.budget().equals(Budget.NONE) ? "" : ", within budget";
    }

    /** Tables for docs/performance.md. */
    String markdown() {
        var out = new StringBuilder(machine() + ".\n\n");
        if (!book.results().isEmpty()) out.append("""
                    | load | log | answers/s | CPU µs (server + PostgreSQL) | p50 ms | p99 ms | p99.9 ms | WAL B | budget | |
                    |---|---|---|---|---|---|---|---|---|---|
                    """);
        for (Result result : book.results()) out.append(markdown(result));
        if (!book.figures().isEmpty()) out.append("\n| part | figure | | budget | |\n|---|---|---|---|---|\n");
        for (Figure figure : book.figures())
            out.append("| %s | %s | %s %s | %s | %s |%n"
                    .formatted(
                            figure.part(),
                            figure.what(),
                            figure.shown(),
                            figure.unit(),
                            figure.shownBudget(),
                            figure.verdict()));
        return out.toString();
    }

    private static String markdown(Result result) {
        List<String> broken = result.budget().brokenBy(result);
        String kept = result.budget().equals(Budget.NONE)
                ? ""
                : broken.isEmpty() ? "kept" : "**" + String.join(", ", broken) + "**";
        return String.format(
                Locale.ROOT,
                "| %s | %s | %,.0f | %.1f (%.1f + %.1f) | %.2f | %.2f | %.2f | %.0f | %s | %s%s |%n",
                name(result),
                result.withLog() ? "on" : "off",
                result.answersPerSecond(),
                result.cpuMicros(),
                result.serverMicros(),
                result.postgresMicros(),
                result.p50Millis(),
                result.p99Millis(),
                result.p999Millis(),
                result.walBytesPerMessage(),
                result.budget().inWords(),
                kept,
                result.promisesKept()
                        ? (result.shed() > 0 ? ", log shed " + result.shed() : "")
                        : " **LOST OR ERRORS**");
    }

    String json() {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("machine", machine());
        all.put("processors", Runtime.getRuntime().availableProcessors());
        all.put("fdatasyncMillis", Map.of("p50", fdatasyncMillis[0], "p99", fdatasyncMillis[1]));
        all.put("results", book.results().stream().map(Report::withVerdict).toList());
        all.put(
                "figures",
                book.figures().stream()
                        .map(figure -> Map.of("figure", figure, "kept", figure.kept()))
                        .toList());
        all.put("leftOut", book.leftOut());
        return new JsonMapper().writerWithDefaultPrettyPrinter().writeValueAsString(all);
    }

    private static Map<String, Object> withVerdict(Result result) {
        return Map.of("result", result, "broken", result.budget().brokenBy(result));
    }
}
