package dev.stationmaster.bench;

import dev.stationmaster.bench.load.Scenarios;
import java.util.ArrayList;
import java.util.List;

/**
 * What a scenario may cost (the design's section on budgets).
 *
 * @param cpuMicros of server and PostgreSQL together, an answer
 * @param answersPerSecond at least; 0 when not bounded
 * @param p99Millis at most; 0 when not bounded
 * @param commitsPerMessage of the ledger, at most; 0 when not bounded
 */
record Budget(double cpuMicros, double answersPerSecond, double p99Millis, double commitsPerMessage) {
    static Budget of(String scenario, boolean withLog) {
        return switch (scenario) {
            case Scenarios.HEARTBEAT -> new Budget(withLog ? 30 : 15, 0, 0, 0);
            case Scenarios.AUTHORIZE -> new Budget(withLog ? 35 : 20, 0, 0, 0);
            case Scenarios.METER_VALUES -> new Budget(60, 15_000, 50, 0.1);
            default -> new Budget(80, 10_000, 0, 0.1);
        };
    }

    /** In words, for the table; empty when all is kept. */
    List<String> brokenBy(Result result) {
        var broken = new ArrayList<String>();
        if (result.cpuMicros() > cpuMicros) broken.add("CPU > %.0f µs".formatted(cpuMicros));
        if (result.answersPerSecond() < answersPerSecond) broken.add("rate < %.0f/s".formatted(answersPerSecond));
        if (p99Millis > 0 && result.p99Millis() > p99Millis) broken.add("p99 > %.0f ms".formatted(p99Millis));
        if (commitsPerMessage > 0 && result.ledgerCommitsPerMessage() > commitsPerMessage)
            broken.add("commits > %.1f a message".formatted(commitsPerMessage));
        return broken;
    }
}
