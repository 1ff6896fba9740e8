package dev.stationmaster.simulator.station;

import dev.stationmaster.simulator.car.Current;

/**
 * An EVSE as it was built.
 *
 * @param connectors number of connectors, of which one at a time can charge
 * @param maxPowerW  most it gives, over all phases
 * @param phases     phases it is connected with; of meaning for AC
 */
public record EvseConfig(int connectors, Current current, double maxPowerW, int phases) {
    /** One type-2 connector with 22 kW. */
    public static EvseConfig ac() {
        return new EvseConfig(1, Current.AC, 22_000, 3);
    }

    /** One CCS connector. */
    public static EvseConfig dc(double maxPowerW) {
        return new EvseConfig(1, Current.DC, maxPowerW, 3);
    }
}
