package dev.stationmaster.tracing;

import dev.stationmaster.ledger.Fact;
import dev.stationmaster.ledger.Ledger;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The ledger, with a span for each commit that a message waits for. */
final class TracedLedger implements Ledger {
    private final Ledger ledger;
    private final Tracer tracer;

    TracedLedger(Ledger ledger, Tracer tracer) {
        this.ledger = ledger;
        this.tracer = tracer;
    }

    @Override
    public <R> R commit(Fact<R> fact, Fact<?>... others) {
        return traced(1 + others.length, () -> ledger.commit(fact, others));
    }

    @Override
    public void commit(List<? extends Fact<?>> facts) {
        this.<@Nullable Void>traced(facts.size(), () -> {
            ledger.commit(facts);
            return null;
        });
    }

    private <R extends @Nullable Object> R traced(int facts, Supplier<R> commit) {
        // What no message waits for belongs to no trace.
        if (!Span.current().getSpanContext().isValid()) return commit.get();
        Span span = tracer.spanBuilder("commit").setAttribute("facts", facts).startSpan();
        try {
            return commit.get();
        } catch (RuntimeException refused) {
            span.recordException(refused).setStatus(StatusCode.ERROR);
            throw refused;
        } finally {
            span.end();
        }
    }

    @Override
    public void append(Fact<?>... facts) {
        ledger.append(facts);
    }

    @Override
    public void settle() {
        ledger.settle();
    }

    @Override
    public long unavailableMillis() {
        return ledger.unavailableMillis();
    }
}
