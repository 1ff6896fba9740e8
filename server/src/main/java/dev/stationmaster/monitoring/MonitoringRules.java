package dev.stationmaster.monitoring;

import dev.stationmaster.command.Monitor;
import dev.stationmaster.command.SendingRule;
import dev.stationmaster.command.StationCommand;
import dev.stationmaster.command.StationCommand.ClearVariableMonitoring;
import dev.stationmaster.command.StationCommand.SetVariableMonitoring;
import dev.stationmaster.devicemodel.DeviceModelService;
import dev.stationmaster.devicemodel.ReportedVariable.Characteristics;
import dev.stationmaster.devicemodel.Variable;
import dev.stationmaster.station.Station;
import dev.stationmaster.station.StationId;
import java.math.BigDecimal;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What a station told of itself that speaks against a monitor before it is asked (2.x N04, N06). */
@Component
class MonitoringRules implements SendingRule {
    private static final Variable AVAILABLE = Variable.of("MonitoringCtrlr", "Available", null);
    private static final Set<String> NUMBERS = Set.of("integer", "decimal");

    private final DeviceModelService devices;
    private final MonitorStore store;

    MonitoringRules(DeviceModelService devices, MonitorStore store) {
        this.devices = devices;
        this.store = store;
    }

    @Override
    public @Nullable String against(Station station, StationCommand command) {
        return switch (command) {
            case SetVariableMonitoring set -> {
                String off = unavailable(station.id());
                yield off != null
                        ? off
                        : set.monitors().stream()
                                .map(monitor -> against(station.id(), monitor))
                                .filter(Objects::nonNull)
                                .findFirst()
                                .orElse(null);
            }
            case ClearVariableMonitoring clear -> hardWired(station.id(), clear);
            default -> null;
        };
    }

    private @Nullable String unavailable(StationId station) {
        boolean off = devices.value(station, AVAILABLE)
                .filter(value -> value.equalsIgnoreCase("false"))
                .isPresent();
        return off ? "the station has no monitoring: its MonitoringCtrlr.Available is false" : null;
    }

    private @Nullable String against(StationId station, Monitor monitor) {
        boolean none = !monitor.type().startsWith("Target") && monitor.value().signum() < 0 && !monitor.isThreshold();
        if (none) return monitor.variable().display() + ": a change and a time are not below 0";
        Characteristics known =
                devices.characteristics(station, monitor.variable()).orElse(null);
        return known == null ? null : against(monitor, known);
    }

    static @Nullable String against(Monitor monitor, Characteristics known) {
        String name = monitor.variable().display();
        boolean number = NUMBERS.contains(known.dataType());
        if (monitor.isThreshold() && !number) {
            return name + " is no number (" + known.dataType() + "): it has no threshold";
        }
        if (monitor.isDelta() && !number && monitor.value().compareTo(BigDecimal.ONE) != 0) {
            return name + " is no number (" + known.dataType() + "): its Delta is 1, for any change (N04.FR.17)";
        }
        if (!monitor.isThreshold()) return null;
        BigDecimal least = known.minLimit();
        BigDecimal most = known.maxLimit();
        if (least != null && monitor.value().compareTo(least) < 0) {
            return name + " never is below " + least.toPlainString() + ": the threshold is out of its range";
        }
        if (most != null && monitor.value().compareTo(most) > 0) {
            return name + " never is above " + most.toPlainString() + ": the threshold is out of its range";
        }
        return null;
    }

    private @Nullable String hardWired(StationId station, ClearVariableMonitoring clear) {
        return store.told(station).stream()
                .map(MonitorStore.Told::monitor)
                .filter(monitor -> monitor.isHardWired() && clear.ids().contains(monitor.id()))
                .map(monitor -> "monitor " + monitor.id() + " is hard-wired in the station and cannot be cleared")
                .findFirst()
                .orElse(null);
    }
}
