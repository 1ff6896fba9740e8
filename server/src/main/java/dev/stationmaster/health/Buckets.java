package dev.stationmaster.health;

import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.distribution.CountAtBucket;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** How many times something took at most so long, since the start of the server. */
final class Buckets {
    static final Buckets NONE = new Buckets(new double[0], new double[0], 0);

    private final double[] upToNanos;
    private final double[] counts;
    private final long all;

    /**
     * @param upToNanos upper bounds, rising
     * @param counts of what took no longer than the bound beside it, so that they rise too
     * @param all those included that took longer than the last bound
     */
    Buckets(double[] upToNanos, double[] counts, long all) {
        this.upToNanos = upToNanos;
        this.counts = counts;
        this.all = all;
    }

    /** @param timer null when there is none of that name: nothing is known then */
    static Buckets of(@Nullable Timer timer) {
        if (timer == null) return NONE;
        var snapshot = timer.takeSnapshot();
        CountAtBucket[] told = Arrays.stream(snapshot.histogramCounts())
                .filter(bucket -> Double.isFinite(bucket.bucket()))
                .toArray(CountAtBucket[]::new);
        return new Buckets(
                Arrays.stream(told).mapToDouble(CountAtBucket::bucket).toArray(),
                Arrays.stream(told).mapToDouble(CountAtBucket::count).toArray(),
                snapshot.count());
    }

    /** How many there were after the earlier look. */
    long since(Buckets earlier) {
        return Math.max(0, all - earlier.all);
    }

    /**
     * Below which time that share of them stayed after the earlier look, in microseconds; evenly spread within a bucket.
     *
     * @param share 0.5 is the median
     * @return null when there were none; the last bound when more than the others took longer
     */
    @Nullable
    Long quantileMicros(Buckets earlier, double share) {
        long count = since(earlier);
        if (count == 0 || upToNanos.length == 0) return null;
        double wanted = share * count;
        double bound = 0;
        double below = 0;
        for (int i = 0; i < upToNanos.length; i++) {
            double here = counts[i] - (i < earlier.counts.length ? earlier.counts[i] : 0);
            if (here >= wanted && here > below) {
                double part = (wanted - below) / (here - below);
                return Math.round((bound + Math.max(0, part) * (upToNanos[i] - bound)) / 1_000);
            }
            bound = upToNanos[i];
            below = Math.max(below, here);
        }
        return Math.round(bound / 1_000);
    }
}
