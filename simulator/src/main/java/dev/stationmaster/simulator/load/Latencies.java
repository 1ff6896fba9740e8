package dev.stationmaster.simulator.load;

import java.time.Duration;
import java.util.Arrays;

/** Counts of how long answers took, in buckets no wider than 1.6 % of their value, from a microsecond to an hour. Not thread-safe. */
public final class Latencies {
    private static final int SUB_BITS = 6;
    private static final int SUB = 1 << SUB_BITS;

    private final long[] buckets = new long[SUB * 34];
    private long count;
    private long sumMicros;

    /** Adds one. */
    public void record(long nanos) {
        var micros = Math.max(0, nanos / 1000);
        buckets[index(micros)]++;
        count++;
        sumMicros += micros;
    }

    private static int index(long micros) {
        if (micros < SUB) {
            return (int) micros;
        }
        var shift = 63 - Long.numberOfLeadingZeros(micros) - SUB_BITS;
        var index = (shift + 1) * SUB + (int) (micros >>> shift) - SUB;
        return Math.min(index, SUB * 34 - 1);
    }

    private static long value(int index) {
        if (index < SUB) {
            return index;
        }
        var shift = index / SUB - 1;
        return ((long) (index % SUB + SUB) << shift) + (1L << shift) / 2;
    }

    /** Adds all of another's. */
    public void add(Latencies other) {
        for (int i = 0; i < buckets.length; i++) {
            buckets[i] += other.buckets[i];
        }
        count += other.count;
        sumMicros += other.sumMicros;
    }

    /** Forgets all. */
    public void clear() {
        Arrays.fill(buckets, 0);
        count = 0;
        sumMicros = 0;
    }

    public long count() {
        return count;
    }

    /** The value that {@code share} (0 to 1) of the answers did not exceed; zero when there were none. */
    public Duration percentile(double share) {
        var rank = (long) Math.ceil(share * count);
        var seen = 0L;
        for (int i = 0; i < buckets.length; i++) {
            seen += buckets[i];
            if (seen >= rank && seen > 0) {
                return Duration.ofNanos(value(i) * 1000);
            }
        }
        return Duration.ZERO;
    }

    public Duration mean() {
        return count == 0 ? Duration.ZERO : Duration.ofNanos(sumMicros * 1000 / count);
    }
}
