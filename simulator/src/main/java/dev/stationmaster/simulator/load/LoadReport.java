package dev.stationmaster.simulator.load;

import java.time.Duration;

/**
 * What a run of load came to.
 *
 * @param answered  CALLRESULTs within the measured time
 * @param errors    CALLERRORs
 * @param lost      connections that went away, or never came to be
 * @param measured  how long was measured
 * @param latencies from sending (closed loop) or from when it should have been sent (open loop) to the answer
 */
public record LoadReport(String what, long answered, long errors, long lost, Duration measured, Latencies latencies) {
    /** Answers a second. */
    public double perSecond() {
        return measured.isZero() ? 0 : answered * 1e9 / measured.toNanos();
    }

    /** One line for people. */
    @Override
    public String toString() {
        return "%s: %d answers, %.0f/s, p50 %s ms, p99 %s ms, p99.9 %s ms, %d errors, %d lost"
                .formatted(what, answered, perSecond(), millis(0.5), millis(0.99), millis(0.999), errors, lost);
    }

    private String millis(double share) {
        return "%.2f".formatted(latencies.percentile(share).toNanos() / 1e6);
    }
}
