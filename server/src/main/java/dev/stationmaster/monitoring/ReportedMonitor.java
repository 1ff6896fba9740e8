package dev.stationmaster.monitoring;

import dev.stationmaster.command.Monitor;
import dev.stationmaster.devicemodel.Variable;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A monitor as the station has it.
 *
 * @param id the station's number; others after a reboot, perhaps (N04.FR.19)
 * @param severity 0 (Danger) to 9 (Debug)
 * @param kind HardWiredMonitor, PreconfiguredMonitor or CustomMonitor; null where it was not told (2.0.1)
 */
public record ReportedMonitor(
        int id,
        Variable variable,
        String type,
        BigDecimal value,
        int severity,
        boolean transaction,
        @Nullable String kind) {
    /** One that the station took from us. */
    static ReportedMonitor of(Monitor monitor, int id) {
        return new ReportedMonitor(
                id,
                monitor.variable(),
                monitor.type(),
                monitor.value(),
                monitor.severity(),
                monitor.transaction(),
                "CustomMonitor");
    }

    boolean isHardWired() {
        return "HardWiredMonitor".equals(kind);
    }

    /** Stations hold one of a type and severity for each variable. */
    boolean isFor(Monitor wanted) {
        return type.equals(wanted.type())
                && severity == wanted.severity()
                && variable.key().equals(wanted.variable().key());
    }
}
