package dev.stationmaster.health;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Looks at the server's own counters every five seconds and remembers ten minutes of it. */
@Component
class Samples {
    static final int SECONDS_BETWEEN = 5;
    private static final int KEPT = 10 * 60 / SECONDS_BETWEEN + 1;
    private static final String OPENED = "opened";

    private final MeterRegistry registry;
    private final InstantSource clock;
    private final Deque<Sample> samples = new ArrayDeque<>();

    Samples(MeterRegistry registry, InstantSource clock) {
        this.registry = registry;
        this.clock = clock;
    }

    /** What was seen, the oldest first; the present moment is the last. */
    synchronized List<Sample> upToNow() {
        List<Sample> all = new ArrayList<>(samples);
        all.add(look());
        return all;
    }

    @Scheduled(initialDelay = 0, fixedDelay = SECONDS_BETWEEN, timeUnit = TimeUnit.SECONDS)
    synchronized void take() {
        samples.add(look());
        if (samples.size() > KEPT) samples.remove();
    }

    private Sample look() {
        return new Sample(
                clock.instant(),
                System.nanoTime(),
                count("stationmaster.frames", "direction", "fromStation"),
                count("stationmaster.frames", "direction", "toStation"),
                Buckets.of(registry.find("stationmaster.message.latency")
                        .tag("direction", "fromStation")
                        .timer()),
                Buckets.of(registry.find("stationmaster.ledger.commit.time").timer()),
                sum(registry.find("stationmaster.messagelog.shed").counter()),
                refused(),
                gauge("system.cpu.usage", -1));
    }

    private long count(String name, String tag, String value) {
        return sum(registry.find(name).tag(tag, value).counter());
    }

    private static long sum(@Nullable Counter counter) {
        return counter == null ? 0 : Math.round(counter.count());
    }

    private Map<String, Long> refused() {
        var byReason = new TreeMap<String, Long>();
        for (Counter counter : registry.find("stationmaster.upgrades").counters()) {
            String outcome = counter.getId().getTag("outcome");
            if (outcome != null && !outcome.equals(OPENED)) byReason.merge(outcome, sum(counter), Long::sum);
        }
        return byReason;
    }

    /** The present value of a gauge; {@code otherwise} when there is none, or it is not known. */
    double gauge(String name, double otherwise) {
        Gauge gauge = registry.find(name).gauge();
        double value = gauge == null ? Double.NaN : gauge.value();
        return Double.isNaN(value) ? otherwise : value;
    }
}
