package dev.stationmaster.simulator.fleet;

import dev.stationmaster.simulator.car.Car;
import dev.stationmaster.simulator.car.Meter;
import dev.stationmaster.simulator.car.Reading;
import dev.stationmaster.simulator.station.EvseConfig;
import dev.stationmaster.simulator.station.Token;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** One charging session that lies in the past. Its register begins at 0: see {@link #registerWh}. */
record PastSession(int evse, Token token, List<Reading> readings, long registerWh, boolean fullCar) {
    private static final Duration SAMPLES_EVERY = Duration.ofMinutes(5);

    /** Charges {@code car} from {@code begin} for so long, or until it is full and a quarter of an hour more. */
    static PastSession of(int evse, EvseConfig built, Token token, Car car, Instant begin, Duration stay) {
        var meter = new Meter(built.current(), built.maxPowerW(), built.phases(), 0, begin);
        meter.feed(car, begin);
        var readings = new ArrayList<Reading>();
        var end = begin.plus(stay);
        for (var at = begin; at.isBefore(end); at = at.plus(SAMPLES_EVERY)) {
            meter.advance(at);
            readings.add(meter.read(at, car));
        }
        meter.advance(end);
        readings.add(meter.read(end, car));
        return new PastSession(evse, token, List.copyOf(readings), 0, car.full());
    }

    PastSession withRegister(long wh) {
        return new PastSession(evse, token, readings, wh, fullCar);
    }

    long energyWh() {
        return readings.getLast().energyWh();
    }

    Instant begin() {
        return readings.getFirst().at();
    }
}
