package dev.stationmaster.command;

import dev.stationmaster.devicemodel.Variable;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A monitor on one variable.
 *
 * @param type UpperThreshold, LowerThreshold, Delta, Periodic, PeriodicClockAligned; since 2.1 also TargetDelta and TargetDeltaRelative
 * @param value the threshold, the change, or the seconds between two messages
 * @param severity 0 (Danger) to 9 (Debug)
 * @param transaction it is only watched while a transaction runs
 * @param id the station's number; with one the monitor of that number is replaced, null makes a new one
 * @see "OCPP 2.x part 2, N04"
 */
public record Monitor(
        Variable variable,
        String type,
        BigDecimal value,
        int severity,
        boolean transaction,
        @Nullable Integer id) {
    public Monitor withId(@Nullable Integer number) {
        return new Monitor(variable, type, value, severity, transaction, number);
    }

    /** Whether it looks for a change rather than at a level or a time. */
    public boolean isDelta() {
        return type.equals("Delta") || type.startsWith("TargetDelta");
    }

    /** Whether it looks at a level. */
    public boolean isThreshold() {
        return type.endsWith("Threshold");
    }

    /** The station's word on one monitor that was to be set. @param monitor with the station's number when it was taken */
    public record Settled(Monitor monitor, String status) {}

    /** The station's word on one monitor that was to be cleared: Accepted, Rejected or NotFound. */
    public record Cleared(int id, String status) {}
}
