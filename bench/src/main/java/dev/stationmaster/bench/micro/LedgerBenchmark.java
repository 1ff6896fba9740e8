package dev.stationmaster.bench.micro;

import dev.stationmaster.ledger.Fact;
import dev.stationmaster.ledger.FactWriter;
import dev.stationmaster.ledger.GroupCommitLedger;
import dev.stationmaster.ledger.Ledger;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.Collections;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

/** What the ledger itself takes for a fact, from being handed in to being told that it is durable: no database does anything. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class LedgerBenchmark {
    private static final int FACTS = 256;

    private @Nullable AnnotationConfigApplicationContext context;
    private @Nullable Ledger ledger;

    private record Noted(int number) implements Fact<Void> {}

    @Setup(Level.Trial)
    public void start() {
        var beans = new AnnotationConfigApplicationContext();
        beans.registerBean(DataSource.class, (Supplier<DataSource>) NoDatabase::dataSource);
        beans.registerBean(MeterRegistry.class, (Supplier<MeterRegistry>) SimpleMeterRegistry::new);
        FactWriter<Noted, Void> notes =
                FactWriter.of(Noted.class, 1, (_, facts) -> Collections.nCopies(facts.size(), null));
        beans.registerBean(FactWriter.class, () -> notes);
        beans.register(GroupCommitLedger.class);
        beans.refresh();
        context = beans;
        ledger = beans.getBean(Ledger.class);
    }

    @TearDown(Level.Trial)
    public void stop() {
        if (context != null) context.close();
    }

    /** A fact that comes alone: one message, one commit. */
    @Benchmark
    public @Nullable Object alone() {
        return handed(new Noted(0));
    }

    /** A fact among many: they are in a few commits. */
    @Benchmark
    @OperationsPerInvocation(FACTS)
    public @Nullable Object amongMany() {
        if (ledger == null) return null;
        for (int i = 1; i < FACTS; i++) ledger.append(new Noted(i));
        return handed(new Noted(FACTS));
    }

    private @Nullable Object handed(Noted fact) {
        return ledger == null ? null : ledger.commit(fact);
    }
}
