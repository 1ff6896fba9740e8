package dev.stationmaster.bench;

import dev.stationmaster.bench.Measurement.Counted;
import dev.stationmaster.bench.Measurement.Subject;
import dev.stationmaster.bench.fleet.Crew;
import dev.stationmaster.bench.fleet.Door;
import dev.stationmaster.bench.fleet.Fleet;
import dev.stationmaster.bench.load.Scenarios;
import dev.stationmaster.bench.server.ServerProcess;
import java.util.List;

/** Authorize with a history behind it, at given rates; latency counts from when a message was due. */
record OpenLoop() implements Part {
    private static final int STATIONS = 100;
    private static final int WARM_UP_RATE = 4_000;
    private static final List<Integer> RATES = List.of(100, 5_000);

    @Override
    public String name() {
        return "open loop";
    }

    @Override
    public void measure(ServerProcess server, Options options, Book book) throws InterruptedException {
        var measurement = new Measurement(server, options, true);
        var all = new Crew(1, STATIONS, _ -> "ocpp1.6", Scenarios::authorizing);
        try (var fleet = connected(all, Door.plain(server.ocppPort()))) {
            // What a server has compiled after minutes, and not after seconds, is what its stations meet.
            fleet.pace(WARM_UP_RATE);
            Measurement.pause(options.warmUpSeconds() * 2);
            fleet.settle(10);
            Measurement.settle(server);
            try (var alone = connected(
                    new Crew(STATIONS + 1, 1, _ -> "ocpp1.6", Scenarios::authorizing), Door.plain(server.ocppPort()))) {
                book.add(measurement.of(
                        subject("Authorize, 1 station", 1, 100, Budget.latency(1)), Talk.open(alone, 100)));
            }
            for (int rate : RATES)
                book.add(measurement.of(
                        subject("Authorize", STATIONS, rate, Budget.latency(rate > 1_000 ? 5 : 1)),
                        Talk.open(fleet, rate)));
        }
    }

    private static Subject subject(String name, int stations, int rate, Budget budget) {
        return new Subject(name + " at " + rate + "/s", stations, rate, 2, Counted.NOTHING, budget);
    }

    /** A fleet that is there and accepted. */
    static Fleet connected(Crew crew, Door door) {
        var fleet = new Fleet(crew, door);
        int patience = 60 + crew.stations() / 50;
        if (fleet.connect(patience) < 0) {
            String why = fleet.firstError();
            int present = fleet.present();
            fleet.close();
            throw new IllegalStateException(present + " of " + crew.stations() + " stations were accepted within "
                    + patience + " s; the first trouble: " + why);
        }
        return fleet;
    }
}
