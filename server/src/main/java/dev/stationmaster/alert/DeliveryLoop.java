package dev.stationmaster.alert;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Tries what is due: within a second when something new waits, and every now and then; what a restart interrupted is found again. */
@Component
class DeliveryLoop {
    private static final Logger log = LoggerFactory.getLogger(DeliveryLoop.class);
    private static final int MOST_AT_ONCE = 20;
    private static final Duration KEPT = Duration.ofDays(90);

    private final Deliveries deliveries;
    private final InstantSource clock;
    private final AtomicBoolean rung = new AtomicBoolean();
    private final Set<UUID> underWay = ConcurrentHashMap.newKeySet();

    DeliveryLoop(Deliveries deliveries, InstantSource clock) {
        this.deliveries = deliveries;
        this.clock = clock;
        deliveries.onWaiting(() -> rung.set(true));
    }

    @Scheduled(initialDelay = 1, fixedDelay = 1, timeUnit = TimeUnit.SECONDS)
    void whenRung() {
        if (rung.getAndSet(false)) look();
    }

    @Scheduled(initialDelay = 5, fixedDelay = 5, timeUnit = TimeUnit.SECONDS)
    void look() {
        for (Delivery one : deliveries.due(MOST_AT_ONCE)) {
            if (underWay.size() >= MOST_AT_ONCE || !underWay.add(one.id())) continue;
            Thread.ofVirtual().name("alert-delivery").start(() -> attempt(one));
        }
    }

    private void attempt(Delivery one) {
        try {
            // It may have arrived since it was found.
            deliveries
                    .find(one.id())
                    .filter(now -> now.state().equals(Delivery.WAITING) && now.attempts() == one.attempts())
                    .ifPresent(deliveries::attempt);
        } catch (RuntimeException e) {
            log.warn("event=alert-not-sent id={} cause=\"{}\"", one.id(), e.toString());
        } finally {
            underWay.remove(one.id());
        }
    }

    @Scheduled(initialDelay = 1, fixedDelay = 24, timeUnit = TimeUnit.HOURS)
    void forgetOld() {
        deliveries.forget(clock.instant().minus(KEPT));
    }
}
