package dev.stationmaster.bench;

import dev.stationmaster.bench.load.Load;
import dev.stationmaster.bench.load.Scenario;
import dev.stationmaster.bench.load.Scenarios;
import dev.stationmaster.bench.server.Costs;
import dev.stationmaster.bench.server.ServerProcess;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Lets one scenario run against a server and reads what it cost. */
final class Measurement {
    private static final String EXCHANGES = "select count(*) from exchange";

    private static final String SHED = "stationmaster_messagelog_shed_total";

    private final ServerProcess server;
    private final Options options;
    private final boolean withLog;

    Measurement(ServerProcess server, Options options, boolean withLog) {
        this.server = server;
        this.options = options;
        this.withLog = withLog;
    }

    Result of(Scenario scenario) throws InterruptedException {
        Counted counted = Counted.of(scenario.name());
        long storedBefore = counted.rows(server);
        long exchangesBefore = server.number(EXCHANGES);
        long shedBefore = (long) server.metric(SHED);
        try (var load = new Load(scenario, server.ocppPort())) {
            load.connect();
            load.talk();
            pause(options.warmUpSeconds());
            long warmUp = load.latencies().count();
            load.forget();
            Costs before = server.costs();
            pause(options.seconds());
            Costs costs = server.costs().since(before);
            long answers = load.latencies().count();
            var latencies = load.latencies();
            double[] millis = {
                latencies.millis(0.5), latencies.millis(0.9), latencies.millis(0.99), latencies.millis(0.999)
            };
            long serverKilobytes = server.serverKilobytes();
            long postgresKilobytes = server.postgresKilobytes();
            load.hush();
            settle();
            long all = warmUp + load.latencies().count();
            long stored = counted.rows(server) - storedBefore;
            long logged = server.number(EXCHANGES) - exchangesBefore;
            long shed = (long) server.metric(SHED) - shedBefore;
            double seconds = costs.nanos() / 1e9;
            double messages = Math.max(1, answers);
            return new Result(
                    scenario.name(),
                    withLog,
                    scenario.stations(),
                    seconds,
                    answers,
                    load.errors(),
                    Objects.requireNonNullElse(load.firstError(), ""),
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
                    counted.what,
                    stored,
                    counted.sql.isEmpty() ? -1 : load.promised(),
                    shed,
                    withLog ? all + scenario.stations() - logged - shed : 0);
        }
    }

    /** The rows by which a scenario's answers can be counted in the database. */
    private record Counted(String what, String sql) {
        static Counted of(String scenario) {
            return switch (scenario) {
                case Scenarios.METER_VALUES ->
                    new Counted("readings", "select count(*) from meter_reading where context is null");
                case Scenarios.SESSION_16, Scenarios.SESSION_201 ->
                    new Counted("transactions", "select count(*) from transaction");
                default -> new Counted("", "");
            };
        }

        long rows(ServerProcess server) {
            return sql.isEmpty() ? 0 : server.number(sql);
        }
    }

    private static void pause(int seconds) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        for (long left; (left = deadline - System.nanoTime()) > 0; ) LockSupport.parkNanos(left);
    }

    /** Waits until the message log has stored what it was given, at most ten seconds. */
    private void settle() {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        pause(1);
        while (server.metric("stationmaster_messagelog_waiting") > 0 && System.nanoTime() < deadline) pause(1);
    }
}
