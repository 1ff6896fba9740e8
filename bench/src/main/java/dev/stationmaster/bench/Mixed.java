package dev.stationmaster.bench;

import dev.stationmaster.bench.Measurement.Counted;
import dev.stationmaster.bench.Measurement.Subject;
import dev.stationmaster.bench.fleet.Crew;
import dev.stationmaster.bench.fleet.Door;
import dev.stationmaster.bench.fleet.NetworkScript;
import dev.stationmaster.bench.server.ServerProcess;
import java.util.ArrayList;

/** The load of a real network: first a message of each station every 30 s, then as many as the rates say. */
record Mixed() implements Part {
    private static final int SECONDS_BETWEEN_MESSAGES = 30;
    private static final int P99_BUDGET_MILLIS = 50;
    private static final int RATE_OF_THE_BUDGET = 10_000;

    @Override
    public String name() {
        return "mixed";
    }

    static Crew crew(int stations) {
        return new Crew(1, stations, NetworkScript::subprotocol, NetworkScript::new);
    }

    @Override
    public void measure(ServerProcess server, Options options, Book book) throws InterruptedException {
        var measurement = new Measurement(server, options, true);
        int stations = options.network();
        var rates = new ArrayList<Integer>();
        rates.add(Math.max(1, stations / SECONDS_BETWEEN_MESSAGES));
        rates.addAll(options.rates());
        try (var fleet = OpenLoop.connected(crew(stations), Door.plain(server.ocppPort()))) {
            Measurement.settle(server);
            for (int rate : rates) {
                var budget = rate <= RATE_OF_THE_BUDGET ? Budget.latency(P99_BUDGET_MILLIS) : Budget.NONE;
                var subject = new Subject(
                        "mixed at " + rate + "/s", stations, rate, options.warmUpSeconds(), Counted.READINGS, budget);
                book.add(measurement.of(subject, Talk.open(fleet, rate)));
            }
        }
    }
}
