package dev.stationmaster.simulator.station;

import dev.stationmaster.simulator.car.Car;
import dev.stationmaster.simulator.car.Meter;
import dev.stationmaster.simulator.car.Reading;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An EVSE: a meter, connectors, at most one car and one session. */
final class Evse {
    final int number;
    final Meter meter;
    final List<Connector> connectors = new ArrayList<>(1);
    boolean operative = true;

    /** Kept for somebody; no longer once that one is here. */
    boolean reserved;

    /** A change of availability that waits for the session to end. */
    @Nullable
    Boolean operativeLater;

    @Nullable
    Car car;

    /** Where the car is plugged in; 0 without a car. */
    int pluggedConnector;

    @Nullable
    Session session;

    Evse(int number, EvseConfig config, int firstFlatNumber, double registerWh, Instant now) {
        this.number = number;
        this.meter = new Meter(config.current(), config.maxPowerW(), config.phases(), registerWh, now);
        for (int i = 1; i <= config.connectors(); i++) {
            connectors.add(new Connector(i, firstFlatNumber + i - 1));
        }
    }

    Connector connector(int wanted) {
        return connectors.get(Math.max(1, Math.min(wanted, connectors.size())) - 1);
    }

    /** Reads the meter, and dates the reading by the station's clock. */
    Reading read(StationClock clock) {
        meter.advance(clock.worldNow());
        return meter.read(clock.now(), car);
    }

    /** State of a connector; {@code stationOperative} comes from the station as a whole. */
    Connector.State state(Connector connector, boolean stationOperative) {
        if (connector.fault != null) {
            return Connector.State.Faulted;
        }
        var at = session;
        if (reserved && stationOperative && operative && connector.operative && (at == null || !at.authorized())) {
            return Connector.State.Reserved; // with the cable in, too: 2.x G01.FR.09
        }
        var mine = at != null && at.connector == connector.number;
        if (at != null && mine && (at.begun || at.plugged || at.authorized())) {
            return switch (at.flow) {
                case IDLE, CONNECTED -> Connector.State.Preparing;
                case CHARGING -> Connector.State.Charging;
                case SUSPENDED_EV -> Connector.State.SuspendedEV;
                case SUSPENDED_EVSE -> Connector.State.SuspendedEVSE;
                case STOPPED -> Connector.State.Finishing;
            };
        }
        if (pluggedConnector == connector.number) {
            return Connector.State.Finishing;
        }
        return stationOperative && operative && connector.operative
                ? Connector.State.Available
                : Connector.State.Unavailable;
    }

    /** Whether a new session may begin at this connector. */
    boolean usable(Connector connector, boolean stationOperative) {
        return stationOperative && operative && connector.operative && connector.fault == null;
    }
}
