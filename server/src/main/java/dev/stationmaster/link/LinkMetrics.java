package dev.stationmaster.link;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.stereotype.Component;

/** What the link layer counts. */
@Component
final class LinkMetrics {
    private final MeterRegistry registry;
    private final Counter received;
    private final Counter sent;

    LinkMetrics(MeterRegistry registry, ConnectedLinks links) {
        this.registry = registry;
        this.received = registry.counter("stationmaster.frames", "direction", "fromStation");
        this.sent = registry.counter("stationmaster.frames", "direction", "toStation");
        Gauge.builder("stationmaster.links", links, ConnectedLinks::size)
                .description("stations connected to this node")
                .register(registry);
    }

    void received() {
        received.increment();
    }

    void sent() {
        sent.increment();
    }

    /** @param outcome {@code opened}, or the reason of the refusal */
    void upgrade(String outcome) {
        registry.counter("stationmaster.upgrades", "outcome", outcome).increment();
    }

    /** @param what messages, connections or failures */
    void rateLimited(String what) {
        registry.counter("stationmaster.rate_limited", "what", what).increment();
    }

    /** @param cause replaced, silence, outage, stop or other */
    void closed(String cause) {
        registry.counter("stationmaster.links.closed", "cause", cause).increment();
    }
}
