package dev.stationmaster.bench;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** Results for people and for programs. */
final class Report {
    private static final String ROW = "%-24s %3s %8s %6s %6s %6s %7s %7s %7s %7s %7s %8s %6s  %s%n";

    private final double[] fdatasyncMillis;
    private final double secondsToReady;
    private final List<Result> results;

    Report(double[] fdatasyncMillis, double secondsToReady, List<Result> results) {
        this.fdatasyncMillis = fdatasyncMillis;
        this.secondsToReady = secondsToReady;
        this.results = results;
    }

    String table() {
        var out = new StringBuilder();
        out.append(String.format(
                Locale.ROOT,
                "%n%d processors, fdatasync %.2f ms (p99 %.2f ms), first start to ready %.1f s%n"
                        + "CPU in µs an answer; latency in ms; commits of the ledger and bytes of WAL a message%n%n",
                Runtime.getRuntime().availableProcessors(),
                fdatasyncMillis[0],
                fdatasyncMillis[1],
                secondsToReady));
        out.append(ROW.formatted(
                "scenario",
                "log",
                "answ./s",
                "server",
                "pg",
                "CPU",
                "budget",
                "p50",
                "p90",
                "p99",
                "p99.9",
                "commits",
                "WAL",
                "notes"));
        results.forEach(result -> out.append(row(result)));
        return out.toString();
    }

    private static String row(Result result) {
        var budget = Budget.of(result.scenario(), result.withLog());
        return ROW.formatted(
                result.scenario() + " ×" + result.stations(),
                result.withLog() ? "on" : "off",
                number("%.0f", result.answersPerSecond()),
                number("%.1f", result.serverMicros()),
                number("%.1f", result.postgresMicros()),
                number("%.1f", result.cpuMicros()),
                number("%.0f", budget.cpuMicros()),
                number("%.2f", result.p50Millis()),
                number("%.2f", result.p90Millis()),
                number("%.2f", result.p99Millis()),
                number("%.2f", result.p999Millis()),
                number("%.4f", result.ledgerCommitsPerMessage()),
                number("%.0f", result.walBytesPerMessage()),
                notes(result, budget));
    }

    private static String number(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }

    private static String notes(Result result, Budget budget) {
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
        if (result.errors() > 0)
            notes.append(", ").append(result.errors()).append(" ERRORS: ").append(result.firstError());
        List<String> broken = budget.brokenBy(result);
        notes.append(broken.isEmpty() ? ", within budget" : ", OVER: " + String.join(", ", broken));
        return notes.toString();
    }

    String json() {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("processors", Runtime.getRuntime().availableProcessors());
        all.put("fdatasyncMillis", Map.of("p50", fdatasyncMillis[0], "p99", fdatasyncMillis[1]));
        all.put("secondsToReady", secondsToReady);
        all.put("results", results.stream().map(Report::withBudget).toList());
        return new JsonMapper().writerWithDefaultPrettyPrinter().writeValueAsString(all);
    }

    private static Map<String, Object> withBudget(Result result) {
        var budget = Budget.of(result.scenario(), result.withLog());
        return Map.of("result", result, "budget", budget, "broken", budget.brokenBy(result));
    }
}
