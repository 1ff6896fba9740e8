package dev.stationmaster.health;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How this server is. Rates and latencies are those of the last minute, refusals and losses those of the last ten.
 *
 * @param version of the server; null in a build that has none
 * @param verdict fine, strained (slower or tighter than it should be) or failing (stations notice)
 * @param findings why it is not fine, the worst first
 * @param history one point every five seconds, of the last ten minutes, the oldest first
 */
record HealthView(
        Instant at,
        @Nullable String version,
        String java,
        Instant startedAt,
        String verdict,
        List<Finding> findings,
        Messages messages,
        Commits commits,
        Database database,
        List<Links> links,
        Log messageLog,
        Refused refused,
        MachineView machine,
        int liveStreams,
        List<Point> history) {
    /**
     * @param code stable: database-unreachable, commits-slow, answers-slow, queue-long, log-shed, stations-refused, disk-low, memory-low, machine-busy
     * @param level strained or failing
     * @param value what was measured, in the unit of the limit
     * @param limit from which on it is said
     * @param unit µs, s, messages, exchanges, connections, bytes or % of what there is
     */
    record Finding(String code, String level, double value, double limit, String unit) {}

    /** @param p50Micros and p99Micros: from a station's message to our answer, the commit included; null when there was none */
    record Messages(
            double receivedPerSecond,
            double sentPerSecond,
            long answered,
            @Nullable Long p50Micros,
            @Nullable Long p99Micros) {}

    /** @param waiting messages that wait for the next commit; @param unavailableMillis how long the present one has been at it */
    record Commits(
            double perSecond,
            @Nullable Long p50Micros,
            @Nullable Long p99Micros,
            int waiting,
            long unavailableMillis) {}

    /** @param answerMicros of the smallest question */
    record Database(
            boolean reachable,
            @Nullable Instant lookedAt,
            @Nullable Long answerMicros,
            @Nullable Long sizeBytes,
            @Nullable String version) {}

    /** @param version as in the subprotocol */
    record Links(String version, int securityProfile, int count) {}

    /** @param waiting exchanges that are not stored yet; @param shed those that were not kept; @param shedSinceStart all of them */
    record Log(int waiting, long shed, long shedSinceStart, long sizeBytes) {}

    /** By reason, as in connection attempts. */
    record Refused(Map<String, Long> recently, Map<String, Long> sinceStart) {}

    /** @param cpu share of all processors in use on the machine, 0 to 1, in the last minute */
    record MachineView(
            Machine.@Nullable Disk disk,
            Machine.Memory memory,
            @Nullable Double cpu,
            int processors) {}

    record Point(
            Instant at, double receivedPerSecond, @Nullable Long p99Micros) {}
}
