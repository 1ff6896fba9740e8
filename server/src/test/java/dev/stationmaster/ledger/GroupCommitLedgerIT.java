package dev.stationmaster.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stationmaster.platform.postgres.TestPostgres;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;

class GroupCommitLedgerIT {
    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final List<Fact<?>> heard = new ArrayList<>();
    private DataSource dataSource;
    private GroupCommitLedger ledger;

    /** A number that must be below 1,000,000 and is stored once. */
    private record Number(int value) implements Fact<Integer> {}

    private static final class NumberWriter implements FactWriter<Number, Integer> {
        @Override
        public Class<Number> factType() {
            return Number.class;
        }

        @Override
        public int order() {
            return 1;
        }

        @Override
        public List<@Nullable Integer> write(Connection connection, List<Number> facts) throws SQLException {
            Object[] values = facts.stream().map(Number::value).toArray();
            try (var insert =
                    connection.prepareStatement("insert into number select * from unnest(?) on conflict do nothing")) {
                insert.setArray(1, connection.createArrayOf("int", values));
                insert.executeUpdate();
            }
            return facts.stream().map(fact -> -fact.value()).toList();
        }

        @Override
        public List<@Nullable Integer> writeNew(Connection connection, List<Number> facts) throws SQLException {
            new RowShape<Number>()
                    .ints(Number::value)
                    .copy(connection, "copy number (value) from stdin (format binary)", facts);
            return facts.stream().map(fact -> -fact.value()).toList();
        }
    }

    @BeforeEach
    void start() {
        dataSource = TestPostgres.emptyDatabase().dataSource();
        JdbcClient.create(dataSource)
                .sql("create table number (value int primary key check (value < 1000000))")
                .update();
        ledger = new GroupCommitLedger(
                provider((FactWriter<?, ?>) new NumberWriter()),
                provider((CommitListener) heard::addAll),
                dataSource,
                metrics);
        ledger.start();
    }

    @AfterEach
    void stop() {
        ledger.stop();
    }

    @Test
    void givesTheResultOfTheFactAndTellsListenersAfterwards() {
        assertThat(ledger.commit(new Number(7), new Number(8))).isEqualTo(-7);
        assertThat(stored()).isEqualTo(2);
        assertThat(heard).containsExactly(new Number(7), new Number(8));
    }

    @Test
    void manyCallersShareFewCommits() throws Exception {
        List<Integer> answers = fromManyThreads(2_000, i -> ledger.commit(new Number(i)));

        assertThat(answers).hasSize(2_000);
        assertThat(stored()).isEqualTo(2_000);
        assertThat(metrics.counter("stationmaster.ledger.commits").count()).isLessThan(1_000);
    }

    @Test
    void whatIsStoredAlreadyIsStoredOnceAndItsNeighboursAreStoredToo() throws Exception {
        fromManyThreads(100, i -> ledger.commit(new Number(3 * i)));
        List<Integer> answers = fromManyThreads(300, i -> ledger.commit(new Number(i), new Number(i)));

        assertThat(answers).hasSize(300).contains(-150);
        assertThat(stored()).isEqualTo(300);
    }

    @Test
    void onlyTheGuiltyFactIsRefused() throws Exception {
        List<String> outcomes = fromManyThreads(300, i -> {
            try {
                ledger.commit(new Number(i == 150 ? 1_000_000 : i));
                return "stored";
            } catch (FactRefusedException refused) {
                return "refused";
            }
        });

        assertThat(outcomes).filteredOn("refused"::equals).hasSize(1);
        assertThat(stored()).isEqualTo(299);
    }

    @Test
    void aFactThatNobodyWritesIsRefusedAtTheCall() {
        record Stranger() implements Fact<Void> {}
        assertThatThrownBy(() -> ledger.commit(new Stranger())).hasMessageContaining("Stranger");
        assertThat(ledger.commit(new Number(1))).isEqualTo(-1);
    }

    @Test
    void aLostConnectionIsWaitedForAndNothingIsLost() throws Exception {
        ledger.commit(new Number(1));
        List<Integer> answers = fromManyThreads(500, i -> {
            if (i % 100 == 0) cutTheLedgersConnection();
            return ledger.commit(new Number(10 + i));
        });

        assertThat(answers).hasSize(500);
        assertThat(stored()).isEqualTo(501);
    }

    @Test
    void whatIsQueuedAtTheStopIsCommitted() {
        for (int i = 0; i < 100; i++) ledger.append(new Number(i));
        ledger.stop();
        assertThat(stored()).isEqualTo(100);
        assertThatThrownBy(() -> ledger.commit(new Number(5000))).hasMessageContaining("stopping");
    }

    /** Several cut at once, and one of them may cut another's connection: that one cuts again. */
    private void cutTheLedgersConnection() {
        while (true) {
            try {
                JdbcClient.create(dataSource).sql("""
                                select pg_terminate_backend(pid) from pg_stat_activity
                                where datname = current_database() and pid <> pg_backend_pid()
                                    and (query like 'insert into number%' or query like 'copy number%' or query = 'COMMIT')
                                """).query().listOfRows();
                return;
            } catch (DataAccessResourceFailureException cut) {
                // once more
            }
        }
    }

    private int stored() {
        return JdbcClient.create(dataSource)
                .sql("select count(*) from number")
                .query(Integer.class)
                .single();
    }

    private interface Numbered<T> {
        T of(int i) throws Exception;
    }

    private static <T> List<T> fromManyThreads(int count, Numbered<T> work) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<T>> tasks = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                int number = i;
                tasks.add(() -> work.of(number));
            }
            List<T> results = new ArrayList<>();
            for (Future<T> future : threads.invokeAll(tasks)) results.add(future.get());
            return results;
        }
    }

    private static <T> ObjectProvider<T> provider(T bean) {
        return new ObjectProvider<>() {
            @Override
            public Stream<T> stream() {
                return Stream.of(bean);
            }
        };
    }
}
