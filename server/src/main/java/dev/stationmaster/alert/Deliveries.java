package dev.stationmaster.alert;

import dev.stationmaster.alert.AlertRoute.Way;
import dev.stationmaster.platform.Uuid7;
import dev.stationmaster.problem.Problem;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/** Messages on their way: stored first, then tried until they arrive or are given up. */
@Service
class Deliveries {
    private static final Logger log = LoggerFactory.getLogger(Deliveries.class);

    /** After each attempt that failed; after the last it is dead: two days and a bit. */
    static final List<Duration> BETWEEN = List.of(
            Duration.ofSeconds(10),
            Duration.ofSeconds(30),
            Duration.ofMinutes(2),
            Duration.ofMinutes(10),
            Duration.ofMinutes(30),
            Duration.ofHours(1),
            Duration.ofHours(4),
            Duration.ofHours(8),
            Duration.ofHours(12),
            Duration.ofHours(24));

    private static final Duration TEST_LASTS = Duration.ofMinutes(2);

    private final DeliveryStore store;
    private final AlertRoutes routes;
    private final Messages messages;
    private final Senders senders;
    private final InstantSource clock;
    private final List<Runnable> wakers = new CopyOnWriteArrayList<>();

    Deliveries(DeliveryStore store, AlertRoutes routes, Messages messages, Senders senders, InstantSource clock) {
        this.store = store;
        this.routes = routes;
        this.messages = messages;
        this.senders = senders;
        this.clock = clock;
    }

    /** Called when there is something to send; returns at once. */
    void onWaiting(Runnable waker) {
        wakers.add(waker);
    }

    void opened(AlertRule rule, List<Problem> problems, Instant now) {
        tell(rule, "problems.opened", problems, now);
    }

    void cured(AlertRule rule, List<Problem> problems, Instant now) {
        tell(rule, "problems.cured", problems, now);
    }

    private void tell(AlertRule rule, String type, List<Problem> problems, Instant now) {
        for (UUID id : rule.terms().routes()) {
            routes.find(id).ifPresent(route -> queue(rule, route, type, problems, now));
        }
        log.info("event=alert rule=\"{}\" type={} problems={}", rule.name(), type, problems.size());
        wakers.forEach(Runnable::run);
    }

    /** A message without problems, tried at once and once only. */
    Delivery test(AlertRoute route) {
        Delivery one = queue(null, route, "test", List.of(), clock.instant());
        return attempt(one);
    }

    private Delivery queue(
            @Nullable AlertRule rule, AlertRoute route, String type, List<Problem> problems, Instant now) {
        UUID id = Uuid7.at(now);
        String name = rule == null ? "" : rule.name();
        var message = messages.of(id, rule, route.kind(), type, problems, now);
        var one = new Delivery(
                id,
                rule == null ? null : rule.id(),
                name,
                route.id(),
                route.name(),
                route.kind(),
                type,
                message.subject(),
                message.body(),
                Delivery.WAITING,
                0,
                // A test is tried by who asked for it; should that fail with us, the loop finds it.
                rule == null ? now.plus(TEST_LASTS) : now,
                null,
                now,
                null);
        store.insert(one);
        return one;
    }

    List<Delivery> due(int limit) {
        return store.due(clock.instant(), limit);
    }

    /** Tries once; what becomes of it is durable when this returns. A test is not tried again. */
    Delivery attempt(Delivery one) {
        String answer;
        boolean arrived = false;
        try {
            AlertRoute route =
                    routes.find(one.routeId()).orElseThrow(() -> new SendFailed("the route does not exist any more"));
            answer = one.kind() == Way.WEBHOOK
                    ? senders.webhook().send(one, route)
                    : senders.mail().send(one, route);
            arrived = true;
        } catch (SendFailed failed) {
            answer = String.valueOf(failed.getMessage());
        }
        Instant now = clock.instant();
        int attempts = one.attempts() + 1;
        boolean more = !arrived && !one.type().equals("test") && attempts <= BETWEEN.size();
        var after = new Delivery(
                one.id(),
                one.ruleId(),
                one.ruleName(),
                one.routeId(),
                one.routeName(),
                one.kind(),
                one.type(),
                one.subject(),
                one.body(),
                arrived ? Delivery.DELIVERED : more ? Delivery.WAITING : Delivery.DEAD,
                attempts,
                more ? now.plus(BETWEEN.get(attempts - 1)) : null,
                answer,
                one.createdAt(),
                more ? null : now);
        store.update(after);
        log.info(
                "event=alert-delivery id={} route=\"{}\" state={} attempts={} answer=\"{}\"",
                after.id(),
                after.routeName(),
                after.state(),
                attempts,
                answer);
        return after;
    }

    /** One that was given up begins again. */
    Delivery again(Delivery one) {
        var fresh = new Delivery(
                one.id(),
                one.ruleId(),
                one.ruleName(),
                one.routeId(),
                one.routeName(),
                one.kind(),
                one.type(),
                one.subject(),
                one.body(),
                Delivery.WAITING,
                0,
                clock.instant(),
                one.answer(),
                one.createdAt(),
                null);
        store.update(fresh);
        wakers.forEach(Runnable::run);
        return fresh;
    }

    Optional<Delivery> find(UUID id) {
        return store.find(id);
    }

    List<Delivery> list(@Nullable String state, @Nullable UUID before, int limit) {
        return store.list(state, before, limit);
    }

    void forget(Instant before) {
        store.forget(before);
    }
}
