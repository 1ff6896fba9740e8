package dev.stationmaster.simulator.station;

import dev.stationmaster.simulator.wire.BackOff;
import java.time.Duration;

/**
 * What differs between a station in the field and one in a test: intervals and policies. Each becomes the factory value of the
 * configuration key or variable that stands for it, so that the server can read and change it.
 *
 * @param sampleInterval    between meter samples of a transaction; world time, as are all unless said otherwise
 * @param heartbeat         until the server says otherwise
 * @param connectionTimeout how long an authorization waits for the cable
 * @param bootRetry         between BootNotifications when the server gives no interval
 * @param rebootTime        from reset to connecting
 * @param messageTimeout    how long to wait for an answer; real time
 * @param attempts          tries for a transaction message that is refused or unanswered
 * @param attemptInterval   between them, times the number of tries so far; real time
 * @param backOff           between attempts to connect; real time
 * @param ping              between WebSocket pings, zero for none; real time
 */
public record Tuning(
        Duration sampleInterval,
        Duration heartbeat,
        Duration connectionTimeout,
        Duration bootRetry,
        Duration rebootTime,
        Duration messageTimeout,
        int attempts,
        Duration attemptInterval,
        BackOff backOff,
        Duration ping) {

    /** As stations in the field behave. */
    public static Tuning usual() {
        return new Tuning(
                Duration.ofSeconds(60),
                Duration.ofSeconds(300),
                Duration.ofSeconds(60),
                Duration.ofSeconds(30),
                Duration.ofSeconds(5),
                Duration.ofSeconds(30),
                3,
                Duration.ofSeconds(10),
                new BackOff(Duration.ofSeconds(3), Duration.ofSeconds(5), 5),
                Duration.ofSeconds(60));
    }

    /** Quick to come back and never giving a fact up: for tests that break the server on purpose. */
    public static Tuning stubborn() {
        return usual().withRetries(1_000_000, Duration.ofMillis(1000))
                .withBackOff(new BackOff(Duration.ofSeconds(1), Duration.ofMillis(500), 1));
    }

    public Tuning withSampleInterval(Duration interval) {
        return new Tuning(
                interval,
                heartbeat,
                connectionTimeout,
                bootRetry,
                rebootTime,
                messageTimeout,
                attempts,
                attemptInterval,
                backOff,
                ping);
    }

    public Tuning withRetries(int newAttempts, Duration newInterval) {
        return new Tuning(
                sampleInterval,
                heartbeat,
                connectionTimeout,
                bootRetry,
                rebootTime,
                messageTimeout,
                newAttempts,
                newInterval,
                backOff,
                ping);
    }

    public Tuning withBackOff(BackOff newBackOff) {
        return new Tuning(
                sampleInterval,
                heartbeat,
                connectionTimeout,
                bootRetry,
                rebootTime,
                messageTimeout,
                attempts,
                attemptInterval,
                newBackOff,
                ping);
    }

    public Tuning withMessageTimeout(Duration timeout) {
        return new Tuning(
                sampleInterval,
                heartbeat,
                connectionTimeout,
                bootRetry,
                rebootTime,
                timeout,
                attempts,
                attemptInterval,
                backOff,
                ping);
    }

    public Tuning withRebootTime(Duration time) {
        return new Tuning(
                sampleInterval,
                heartbeat,
                connectionTimeout,
                bootRetry,
                time,
                messageTimeout,
                attempts,
                attemptInterval,
                backOff,
                ping);
    }
}
