package dev.stationmaster.bench;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One number.
 *
 * @param part for example idle
 * @param what it is a figure of
 * @param budget at most; null when there is none
 * @param promise true when missing it means that something was lost or refused, not only slow
 */
record Figure(
        String part,
        String what,
        double value,
        String unit,
        @Nullable Double budget,
        boolean promise) {
    static Figure of(String part, String what, double value, String unit) {
        return new Figure(part, what, value, unit, null, false);
    }

    Figure atMost(double most) {
        return new Figure(part, what, value, unit, most, promise);
    }

    /** A count that has to be 0, whatever the machine. */
    static Figure none(String part, String what, double value, String unit) {
        return new Figure(part, what, value, unit, 0.0, true);
    }

    boolean kept() {
        return budget == null || value <= budget && value >= 0;
    }

    /** {@code kept}, {@code OVER}, or nothing when there is no budget. */
    String verdict() {
        return budget == null ? "" : kept() ? "kept" : "OVER";
    }

    String shown() {
        return shown(value);
    }

    String shownBudget() {
        return budget == null ? "" : shown(budget);
    }

    private static String shown(double number) {
        double size = Math.abs(number);
        boolean whole = number == Math.rint(number) || size >= 100;
        return String.format(Locale.ROOT, whole ? "%,.0f" : size >= 10 ? "%.1f" : "%.2f", number);
    }
}
