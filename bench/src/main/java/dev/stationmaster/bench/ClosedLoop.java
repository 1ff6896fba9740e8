package dev.stationmaster.bench;

import dev.stationmaster.bench.Measurement.Counted;
import dev.stationmaster.bench.Measurement.Subject;
import dev.stationmaster.bench.load.Load;
import dev.stationmaster.bench.load.Scenario;
import dev.stationmaster.bench.load.Scenarios;
import dev.stationmaster.bench.server.ServerProcess;
import java.util.List;

/** Stations that say the next thing as soon as they are answered: what a message costs, and how many there can be. */
record ClosedLoop(Scenario scenario, boolean withLog) implements Part {
    static List<Part> all(int stations) {
        return Scenarios.all(stations).stream()
                .<Part>map(scenario -> new ClosedLoop(scenario, true))
                .toList();
    }

    /** Those that have a budget for this. */
    static List<Part> withoutLog(int stations) {
        return Scenarios.all(stations).stream()
                .filter(scenario ->
                        List.of(Scenarios.HEARTBEAT, Scenarios.AUTHORIZE).contains(scenario.name()))
                .<Part>map(scenario -> new ClosedLoop(scenario, false))
                .toList();
    }

    @Override
    public String name() {
        return scenario.name();
    }

    @Override
    public void measure(ServerProcess server, Options options, Book book) throws InterruptedException {
        var subject =
                Subject.closed(scenario.name(), scenario.stations(), options.warmUpSeconds(), counted(), budget());
        try (var load = new Load(scenario, server.ocppPort())) {
            book.add(new Measurement(server, options, withLog).of(subject, Talk.closed(load)));
        }
        if (!withLog) return;
        if (scenario.name().equals(Scenarios.METER_VALUES)) readingBytes(server, book);
        if (scenario.name().equals(Scenarios.SESSION_201)) exchangeBytes(server, book);
    }

    private static void readingBytes(ServerProcess server, Book book) {
        double rows = server.number("select count(*) from meter_reading");
        book.add(Figure.of(
                "disk",
                "bytes of a meter reading with four phase values, index included",
                bytes(server, "meter_reading") / rows,
                "B"));
    }

    private static void exchangeBytes(ServerProcess server, Book book) {
        double rows = server.number(Measurement.EXCHANGES);
        double bytes = bytes(server, "exchange") + bytes(server, "exchange_chunk");
        book.add(Figure.of(
                "disk", "bytes of an exchange in the message log, both ways, indexes included", bytes / rows, "B"));
    }

    private static double bytes(ServerProcess server, String table) {
        return server.number("select sum(pg_total_relation_size(inhrelid)) from pg_inherits where inhparent = '" + table
                + "'::regclass");
    }

    private Counted counted() {
        return switch (scenario.name()) {
            case Scenarios.METER_VALUES, Scenarios.TRANSACTION_EVENT -> Counted.READINGS;
            case Scenarios.SESSION_16, Scenarios.SESSION_201 -> Counted.TRANSACTIONS;
            default -> Counted.NOTHING;
        };
    }

    private Budget budget() {
        return switch (scenario.name()) {
            case Scenarios.HEARTBEAT -> new Budget(withLog ? 30 : 15, 0, 0, 0);
            case Scenarios.AUTHORIZE -> new Budget(withLog ? 35 : 20, 0, 0, 0);
            case Scenarios.METER_VALUES -> new Budget(60, 15_000, 50, 0.1);
            default -> new Budget(80, 10_000, 0, 0.1);
        };
    }
}
