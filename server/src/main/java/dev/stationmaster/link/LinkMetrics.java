package dev.stationmaster.link;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/** What the link layer counts. Every series exists from the start, so that its first increase is seen as one. */
@Component
final class LinkMetrics {
    /** Upgrades that ended before anybody could say whose they were. */
    static final String TIMEOUT = "timeout";

    static final String BAD_REQUEST = "bad-request";
    static final String TOO_MANY_CONNECTIONS = "too-many-connections";

    private final Counter received;
    private final Counter sent;
    private final Map<String, Counter> upgrades = new ConcurrentHashMap<>();
    private final Map<String, Counter> rateLimited = new ConcurrentHashMap<>();
    private final Map<String, Counter> closed = new ConcurrentHashMap<>();
    private final Map<String, Counter> violations = new ConcurrentHashMap<>();
    private final MeterRegistry registry;

    LinkMetrics(MeterRegistry registry, ConnectedLinks links) {
        this.registry = registry;
        this.received = frames("fromStation");
        this.sent = frames("toStation");
        Gauge.builder("stationmaster.links", links, ConnectedLinks::size)
                .description("stations connected to this node")
                .register(registry);
        upgrade("opened", 0);
        for (Refusal refusal : Refusal.values()) upgrade(refusal.code(), 0);
        for (String early : new String[] {TIMEOUT, BAD_REQUEST, TOO_MANY_CONNECTIONS}) upgrade(early, 0);
        for (String what : new String[] {"messages", "connections", "failures"}) rateLimited(what, 0);
        for (String cause : new String[] {"replaced", "silence", "unread", "other"}) closed(cause, 0);
        for (int code : new int[] {1002, 1003, 1007, 1009}) violation(code, 0);
    }

    private Counter frames(String direction) {
        return counter("stationmaster.frames", "whole messages on stations' sockets", "direction", direction);
    }

    private Counter counter(String name, String description, String tag, String value) {
        return Counter.builder(name).description(description).tag(tag, value).register(registry);
    }

    void received() {
        received.increment();
    }

    void sent() {
        sent.increment();
    }

    /** @param outcome {@code opened}, or the reason of the refusal */
    void upgrade(String outcome) {
        upgrade(outcome, 1);
    }

    private void upgrade(String outcome, int more) {
        upgrades.computeIfAbsent(
                        outcome, _ -> counter("stationmaster.upgrades", "requests to connect", "outcome", outcome))
                .increment(more);
    }

    /** @param what messages, connections or failures */
    void rateLimited(String what) {
        rateLimited(what, 1);
    }

    private void rateLimited(String what, int more) {
        rateLimited
                .computeIfAbsent(
                        what,
                        _ -> counter("stationmaster.rate_limited", "times a limit held something back", "what", what))
                .increment(more);
    }

    /** @param cause replaced, silence, unread or other */
    void closed(String cause) {
        closed(cause, 1);
    }

    private void closed(String cause, int more) {
        closed.computeIfAbsent(
                        cause, _ -> counter("stationmaster.links.closed", "connections that ended", "cause", cause))
                .increment(more);
    }

    /** A station broke the rules of WebSocket. @param code with which the link is closed */
    void violation(int code) {
        violation(code, 1);
    }

    private void violation(int code, int more) {
        String word = Integer.toString(code);
        violations
                .computeIfAbsent(
                        word,
                        _ -> counter("stationmaster.link.violations", "links closed for what they sent", "code", word))
                .increment(more);
    }
}
