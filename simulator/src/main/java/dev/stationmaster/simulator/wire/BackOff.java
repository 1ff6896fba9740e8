package dev.stationmaster.simulator.wire;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Waiting times between attempts to connect: the minimum, doubled per attempt up to {@code doublings} times, plus a random part each
 * time, so that a thousand stations do not come back in the same instant.
 *
 * @param minimum   before the first attempt
 * @param random    upper bound of the random part
 * @param doublings how often the minimum is doubled
 * @see "OCPP 2.0.1 RetryBackOffWaitMinimum, RetryBackOffRandomRange, RetryBackOffRepeatTimes"
 */
public record BackOff(Duration minimum, Duration random, int doublings) {
    /** The waiting time before attempt {@code attempt}, counted from 0. */
    public Duration before(int attempt, RandomGenerator dice) {
        var wait = minimum.multipliedBy(1L << Math.min(attempt, Math.min(doublings, 16)));
        return random.isZero() ? wait : wait.plusMillis(dice.nextLong(random.toMillis() + 1));
    }
}
