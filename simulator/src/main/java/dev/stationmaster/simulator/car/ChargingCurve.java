package dev.stationmaster.simulator.car;

/** How much of its maximum power a battery takes at a state of charge. */
public final class ChargingCurve {
    private ChargingCurve() {}

    /**
     * AC: constant, because the on-board charger is the limit; a taper near the end while the cells are balanced.
     *
     * @param soc 0 to 1
     * @return share of the maximum power, 0 to 1; 0 when full
     */
    static double ac(double soc) {
        return soc >= 1 ? 0 : soc < 0.96 ? 1 : line(soc, 0.96, 1, 1, 0.12);
    }

    /** DC: rises while the battery warms, holds, falls from half full on, crawls at the end. */
    static double dc(double soc) {
        return soc >= 1
                ? 0
                : soc < 0.10
                        ? line(soc, 0, 0.75, 0.10, 1)
                        : soc < 0.45 ? 1 : soc < 0.80 ? line(soc, 0.45, 1, 0.80, 0.42) : line(soc, 0.80, 0.42, 1, 0.05);
    }

    /** The share for a kind of current. */
    public static double share(Current current, double soc) {
        return switch (current) {
            case AC -> ac(soc);
            case DC -> dc(soc);
        };
    }

    private static double line(double x, double x0, double y0, double x1, double y1) {
        return y0 + (y1 - y0) * (x - x0) / (x1 - x0);
    }
}
