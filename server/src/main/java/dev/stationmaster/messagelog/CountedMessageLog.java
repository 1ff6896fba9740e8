package dev.stationmaster.messagelog;

import dev.stationmaster.messagelog.Exchange.Direction;
import dev.stationmaster.messagelog.Exchange.Outcome;
import dev.stationmaster.ocpp.Codec;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.springframework.context.annotation.Primary;
import org.springframework.stereotype.Component;

/** Counts every exchange by its action and outcome, whether or not it is kept, and hands it on. */
@Component
@Primary
final class CountedMessageLog implements MessageLog {
    /** What a station invents is counted under one name, so that nobody can fill the memory with counters. */
    private static final String UNKNOWN = "unknown";

    private static final Duration[] STEPS = {
        Duration.ofNanos(100_000),
        Duration.ofNanos(250_000),
        Duration.ofNanos(500_000),
        Duration.ofMillis(1),
        Duration.ofMillis(2),
        Duration.ofMillis(5),
        Duration.ofMillis(10),
        Duration.ofMillis(20),
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(500),
        Duration.ofSeconds(2),
        Duration.ofSeconds(10),
        Duration.ofSeconds(30)
    };

    private final MessageLog kept;
    private final MeterRegistry registry;
    private final Map<Direction, Lane> lanes = new EnumMap<>(Direction.class);

    private record Lane(String name, Timer latency, Map<Outcome, Map<String, Counter>> byOutcome) {
        Map<String, Counter> byAction(Outcome outcome) {
            return byOutcome.get(outcome);
        }
    }

    CountedMessageLog(BufferedMessageLog kept, MeterRegistry registry) {
        this.kept = kept;
        this.registry = registry;
        for (Direction direction : Direction.values()) {
            String name = direction == Direction.FROM_STATION ? "fromStation" : "toStation";
            Timer latency = Timer.builder("stationmaster.message.latency")
                    .description("from a message to its answer: ours to stations' messages, stations' to ours")
                    .tag("direction", name)
                    .serviceLevelObjectives(STEPS)
                    .register(registry);
            Map<Outcome, Map<String, Counter>> byOutcome = new EnumMap<>(Outcome.class);
            for (Outcome outcome : Outcome.values()) byOutcome.put(outcome, new ConcurrentHashMap<>());
            Lane lane = new Lane(name, latency, byOutcome);
            lanes.put(direction, lane);
            for (Outcome outcome : Outcome.values()) counter(lane, outcome, UNKNOWN);
        }
    }

    @Override
    public void record(Exchange exchange) {
        Lane lane = lanes.get(exchange.direction());
        Counter known = lane.byAction(exchange.outcome()).get(exchange.action());
        (known == null ? first(lane, exchange) : known).increment();
        if (exchange.latencyMicros() >= 0) lane.latency.record(exchange.latencyMicros(), TimeUnit.MICROSECONDS);
        kept.record(exchange);
    }

    private Counter first(Lane lane, Exchange exchange) {
        boolean known = Codec.of(exchange.version()).knows(exchange.action());
        return counter(lane, exchange.outcome(), known ? exchange.action() : UNKNOWN);
    }

    private Counter counter(Lane lane, Outcome outcome, String action) {
        return lane.byAction(outcome)
                .computeIfAbsent(
                        action,
                        _ -> Counter.builder("stationmaster.messages")
                                .description("messages by action and outcome")
                                .tag("direction", lane.name())
                                .tag("action", action)
                                .tag("outcome", outcome.name().toLowerCase(Locale.ROOT))
                                .register(registry));
    }
}
