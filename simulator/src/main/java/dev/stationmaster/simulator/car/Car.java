package dev.stationmaster.simulator.car;

import org.jspecify.annotations.Nullable;

/**
 * A car with its battery. Only one EVSE charges it at a time.
 *
 * <p>Not thread-safe: once plugged in it belongs to the station's event loop.
 */
public final class Car {
    /** Share of the energy from the meter that ends in the battery. */
    private static final double EFFICIENCY = 0.92;

    private final double batteryWh;
    private final double maxAcW;
    private final double maxDcW;
    private final int acPhases;
    private double soc;
    private @Nullable Evcc evcc;

    /**
     * @param batteryWh usable capacity in watt-hours
     * @param soc       state of charge, 0 to 1
     * @param maxAcW    power of the on-board charger
     * @param acPhases  phases the on-board charger uses, 1 to 3
     * @param maxDcW    highest power at a fast charger
     */
    public Car(double batteryWh, double soc, double maxAcW, int acPhases, double maxDcW) {
        this.batteryWh = batteryWh;
        this.soc = soc;
        this.maxAcW = maxAcW;
        this.acPhases = acPhases;
        this.maxDcW = maxDcW;
    }

    /** A usual family car, 58 kWh, 11 kW on three phases, 130 kW at a fast charger. */
    public static Car compact(double soc) {
        return new Car(58_000, soc, 11_000, 3, 130_000);
    }

    /** A car with a large battery, 95 kWh, 11 kW and 220 kW. */
    public static Car large(double soc) {
        return new Car(95_000, soc, 11_000, 3, 220_000);
    }

    /** A plug-in hybrid: 12 kWh, 3.7 kW on one phase; asks little of a fast charger. */
    public static Car hybrid(double soc) {
        return new Car(12_000, soc, 3_700, 1, 20_000);
    }

    /** The same car, with what it needs to talk ISO 15118. */
    public Car with(Evcc newEvcc) {
        evcc = newEvcc;
        return this;
    }

    /** Null for one that does not talk ISO 15118. */
    public @Nullable Evcc evcc() {
        return evcc;
    }

    /** The power it would draw now. */
    public double wantedW(Current current) {
        return (current == Current.AC ? maxAcW : maxDcW) * ChargingCurve.share(current, soc);
    }

    /** Takes energy from the meter into the battery. */
    void take(double meteredWh) {
        soc = Math.min(1, soc + meteredWh * EFFICIENCY / batteryWh);
    }

    /** Whether it wants no more. */
    public boolean full() {
        return soc >= 0.9995;
    }

    /** State of charge, 0 to 1. */
    public double soc() {
        return soc;
    }

    /** Phases it uses at AC. */
    public int acPhases() {
        return acPhases;
    }
}
