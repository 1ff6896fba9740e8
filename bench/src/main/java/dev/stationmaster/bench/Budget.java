package dev.stationmaster.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What a load may cost.
 *
 * @param cpuMicros of server and PostgreSQL together, an answer; 0 when not bounded
 * @param answersPerSecond at least; 0 when not bounded
 * @param p99Millis at most; 0 when not bounded
 * @param commitsPerMessage of the ledger, at most; 0 when not bounded
 */
record Budget(double cpuMicros, double answersPerSecond, double p99Millis, double commitsPerMessage) {
    static final Budget NONE = new Budget(0, 0, 0, 0);

    static Budget latency(double p99Millis) {
        return new Budget(0, 0, p99Millis, 0);
    }

    /** In words, for the table; empty when all is kept. */
    List<String> brokenBy(Result result) {
        var broken = new ArrayList<String>();
        if (cpuMicros > 0 && result.cpuMicros() > cpuMicros) broken.add(said("CPU > %.0f µs", cpuMicros));
        if (result.answersPerSecond() < answersPerSecond) broken.add(said("rate < %.0f/s", answersPerSecond));
        if (p99Millis > 0 && result.p99Millis() > p99Millis) broken.add(said("p99 > %.0f ms", p99Millis));
        if (commitsPerMessage > 0 && result.ledgerCommitsPerMessage() > commitsPerMessage)
            broken.add(said("commits > %.1f a message", commitsPerMessage));
        return broken;
    }

    /** The limits, short; empty when there are none. */
    String inWords() {
        var words = new ArrayList<String>();
        if (cpuMicros > 0) words.add(said("%.0f µs", cpuMicros));
        if (answersPerSecond > 0) words.add(said("%,.0f/s", answersPerSecond));
        if (p99Millis > 0) words.add(said("p99 %.0f ms", p99Millis));
        return String.join(", ", words);
    }

    private static String said(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }
}
