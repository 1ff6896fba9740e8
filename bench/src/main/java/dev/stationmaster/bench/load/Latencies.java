package dev.stationmaster.bench.load;

import java.util.concurrent.atomic.AtomicLongArray;

/** Durations counted in buckets that are 1.6 % wide: percentiles without keeping every value. */
public final class Latencies {
    private static final int SUB = 64;
    private static final int BUCKETS = 40 * SUB;

    private final AtomicLongArray counts = new AtomicLongArray(BUCKETS);

    public void add(long nanos) {
        counts.incrementAndGet(bucket(nanos));
    }

    public void clear() {
        for (int i = 0; i < BUCKETS; i++) counts.set(i, 0);
    }

    public long count() {
        long all = 0;
        for (int i = 0; i < BUCKETS; i++) all += counts.get(i);
        return all;
    }

    /** The duration in milliseconds below which that share (0 to 1) lies; 0 when there are none. */
    public double millis(double share) {
        long wanted = (long) Math.ceil(count() * share);
        long seen = 0;
        for (int i = 0; i < BUCKETS; i++) {
            seen += counts.get(i);
            if (seen >= wanted && seen > 0) return upperNanos(i) / 1e6;
        }
        return 0;
    }

    static int bucket(long nanos) {
        long value = Math.max(nanos, 0);
        if (value < SUB) return (int) value;
        int shift = 63 - Long.numberOfLeadingZeros(value) - 6;
        return Math.min(BUCKETS - 1, (shift + 1) * SUB + (int) ((value >>> shift) - SUB));
    }

    static long upperNanos(int bucket) {
        if (bucket < SUB) return bucket;
        int shift = bucket / SUB - 1;
        return ((long) (bucket % SUB) + SUB + 1 << shift) - 1;
    }
}
