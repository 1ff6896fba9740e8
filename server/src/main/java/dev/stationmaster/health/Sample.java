package dev.stationmaster.health;

import java.time.Instant;
import java.util.Map;

/**
 * What the counters said at one moment; two of them tell what happened in between.
 *
 * @param nanos of the clock that never jumps
 * @param received and sent: frames on stations' sockets
 * @param answers from a station's message to our answer
 * @param commits how long commits took
 * @param shed exchanges that the message log could not keep
 * @param refused upgrade requests by the reason of their refusal
 * @param cpu share of the machine's processors in use, 0 to 1; negative when nobody knows
 */
record Sample(
        Instant at,
        long nanos,
        long received,
        long sent,
        Buckets answers,
        Buckets commits,
        long shed,
        Map<String, Long> refused,
        double cpu) {
    double secondsSince(Sample earlier) {
        return Math.max(0.001, (nanos - earlier.nanos) / 1e9);
    }
}
