package dev.stationmaster.bench;

import dev.stationmaster.bench.server.Costs;
import dev.stationmaster.bench.server.ServerProcess;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Lets stations talk to a server and reads what it cost. */
final class Measurement {
    /** The exchanges in the message log. */
    static final String EXCHANGES = "select count(*) from exchange";

    static final String SHED = "stationmaster_messagelog_shed_total";

    private final ServerProcess server;
    private final Options options;
    private final boolean withLog;

    Measurement(ServerProcess server, Options options, boolean withLog) {
        this.server = server;
        this.options = options;
        this.withLog = withLog;
    }

    /**
     * What is measured, and against what.
     *
     * @param offeredPerSecond of an open loop; 0 for a closed one
     * @param warmUpSeconds before the clock runs
     */
    record Subject(
            String name, int stations, double offeredPerSecond, int warmUpSeconds, Counted counted, Budget budget) {
        static Subject closed(String name, int stations, int warmUpSeconds, Counted counted, Budget budget) {
            return new Subject(name, stations, 0, warmUpSeconds, counted, budget);
        }
    }

    Result of(Subject subject, Talk talk) throws InterruptedException {
        long storedBefore = subject.counted.rows(server);
        long promisedBefore = talk.promised();
        long loggedBefore = server.number(EXCHANGES);
        long shedBefore = (long) server.metric(SHED);
        long exchangesBefore = talk.exchanges();
        long errorsBefore = talk.errors();
        talk.begin();
        pause(subject.warmUpSeconds);
        talk.latencies().clear();
        Costs before = server.costs();
        pause(options.seconds());
        Costs costs = server.costs().since(before);
        long answers = talk.latencies().count();
        double[] millis = {
            talk.latencies().millis(0.5),
            talk.latencies().millis(0.9),
            talk.latencies().millis(0.99),
            talk.latencies().millis(0.999)
        };
        long serverKilobytes = server.serverKilobytes();
        long postgresKilobytes = server.postgresKilobytes();
        long unanswered = talk.hush();
        settle(server);
        long shed = (long) server.metric(SHED) - shedBefore;
        long logged = server.number(EXCHANGES) - loggedBefore;
        double seconds = costs.nanos() / 1e9;
        double messages = Math.max(1, answers);
        return new Result(
                subject.name,
                withLog,
                subject.stations,
                subject.offeredPerSecond,
                seconds,
                answers,
                talk.errors() - errorsBefore,
                talk.firstError(),
                answers / seconds,
                costs.serverMicros() / messages,
                costs.postgresMicros() / messages,
                millis[0],
                millis[1],
                millis[2],
                millis[3],
                costs.commits() / messages,
                costs.ledgerCommits() / messages,
                costs.walBytes() / messages,
                serverKilobytes,
                postgresKilobytes,
                subject.counted.what(),
                subject.counted.rows(server) - storedBefore,
                subject.counted.sql().isEmpty() ? -1 : talk.promised() - promisedBefore,
                shed,
                withLog ? talk.exchanges() - exchangesBefore - logged - shed : 0,
                unanswered,
                subject.budget);
    }

    /** The rows by which a load's answers can be counted in the database. */
    record Counted(String what, String sql) {
        static final Counted NOTHING = new Counted("", "");
        static final Counted READINGS =
                new Counted("readings", "select count(*) from meter_reading where context is null");
        static final Counted TRANSACTIONS = new Counted("transactions", "select count(*) from transaction");

        long rows(ServerProcess server) {
            return sql.isEmpty() ? 0 : server.number(sql);
        }
    }

    static void pause(int seconds) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        for (long left; (left = deadline - System.nanoTime()) > 0; ) LockSupport.parkNanos(left);
    }

    /** Waits until the message log has stored what it was given, at most twenty seconds. */
    static void settle(ServerProcess server) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        pause(1);
        while (server.metric("stationmaster_messagelog_waiting") > 0 && System.nanoTime() < deadline) pause(1);
    }
}
