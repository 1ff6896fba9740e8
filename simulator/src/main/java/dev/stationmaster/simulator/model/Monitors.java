package dev.stationmaster.simulator.model;

import dev.stationmaster.simulator.wire.Json;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The monitors of a 2.x station, and which of them fire when a variable changes. Everything outlives reboots. @see "OCPP 2.0.1 part 2, N" */
public final class Monitors {
    private static final List<String> PERIODIC = List.of("Periodic", "PeriodicClockAligned");

    private final DeviceModel model;
    private final Map<Integer, Monitor> byId = new TreeMap<>();
    private int lastId;
    private int level = 9;

    /** @param model whose variables are watched */
    public Monitors(DeviceModel model) {
        this.model = model;
    }

    /**
     * @param component and variable: JSON as the server wrote them
     * @param since the value that a Delta compares with
     * @param beyond whether the threshold is passed at present
     */
    public record Monitor(
            int id,
            Variable.Id watched,
            String component,
            String variable,
            String type,
            BigDecimal value,
            int severity,
            boolean transaction,
            String since,
            boolean beyond) {
        boolean fits(String criterion) {
            return switch (criterion) {
                case "ThresholdMonitoring" -> type.endsWith("Threshold");
                case "DeltaMonitoring" -> type.contains("Delta");
                case "PeriodicMonitoring" -> PERIODIC.contains(type);
                default -> false;
            };
        }

        /** Seconds between two messages; 0 for one that does not go by the clock. */
        public long seconds() {
            return PERIODIC.contains(type) ? value.longValue() : 0;
        }

        Json json(boolean withKind) {
            var monitoring = Json.object()
                    .put("id", id)
                    .put("transaction", transaction)
                    .put("value", value)
                    .put("type", type)
                    .put("severity", severity)
                    .put("eventNotificationType", withKind ? "CustomMonitor" : null);
            return Json.object()
                    .raw("component", component)
                    .raw("variable", variable)
                    .raw("variableMonitoring", "[" + monitoring + "]");
        }

        private Monitor with(String lastSeen, boolean nowBeyond) {
            return new Monitor(
                    id, watched, component, variable, type, value, severity, transaction, lastSeen, nowBeyond);
        }
    }

    /** What a monitor has to report. */
    public record Fired(Monitor monitor, String trigger, String value, boolean cleared) {}

    /** The verdict on one monitor that the server wants. @param monitor null unless Accepted */
    public record Verdict(String status, @Nullable Monitor monitor) {}

    /** One element of SetVariableMonitoring. */
    public Verdict set(JsonNode wanted) {
        var id = Variable.Id.of(wanted.path("component"), wanted.path("variable"));
        String value = model.valueOf(id);
        if (value == null) {
            return new Verdict(model.knowsComponent(id) ? "UnknownVariable" : "UnknownComponent", null);
        }
        var type = wanted.path("type").asString("");
        var limit = wanted.path("value").decimalValue();
        if (type.endsWith("Threshold") && number(value) == null) {
            return new Verdict("UnsupportedMonitorType", null);
        }
        var replaced = wanted.has("id") ? byId.get(wanted.path("id").asInt(0)) : null;
        var severity = wanted.path("severity").asInt(9);
        if (limit.signum() < 0 || wanted.has("id") && replaced == null) {
            return new Verdict("Rejected", null);
        }
        var twin = byId.values().stream()
                .anyMatch(other -> other != replaced
                        && other.watched.key().equals(id.key())
                        && other.type.equals(type)
                        && other.severity == severity);
        if (twin) {
            return new Verdict("Duplicate", null);
        }
        var monitor = new Monitor(
                replaced == null ? ++lastId : replaced.id,
                id,
                wanted.path("component").toString(),
                wanted.path("variable").toString(),
                type,
                limit,
                severity,
                wanted.path("transaction").asBoolean(false),
                value,
                false);
        byId.put(monitor.id, monitor);
        return new Verdict("Accepted", monitor);
    }

    public boolean clear(int id) {
        return byId.remove(id) != null;
    }

    /** What was set is gone; this station has none of its own. */
    public void clear() {
        byId.clear();
    }

    public void level(int severity) {
        level = severity;
    }

    /** Whether that monitor is there as it was, so that its clock may go on. */
    public boolean holds(Monitor monitor) {
        var now = byId.get(monitor.id);
        return now != null && now.type.equals(monitor.type) && now.value.equals(monitor.value);
    }

    /** The elements of a report; empty criteria and variables ask for all. @param withKind 2.1 wants to know the kind of each */
    public List<Json> report(JsonNode criteria, JsonNode variables, boolean withKind) {
        var rows = new ArrayList<Json>();
        for (var monitor : byId.values()) {
            var meets = criteria.isEmpty();
            for (var word : criteria) {
                meets |= monitor.fits(word.asString(""));
            }
            var named = variables.isEmpty();
            for (var one : variables) {
                var id = Variable.Id.of(one.path("component"), one.path("variable"));
                named |= one.has("variable")
                        ? id.key().equals(monitor.watched.key())
                        : id.componentKey().equals(monitor.watched.componentKey());
            }
            if (meets && named) {
                rows.add(monitor.json(withKind));
            }
        }
        return rows;
    }

    /** Whoever watches that variable, when the new value is worth a message. */
    public List<Fired> changed(Variable.Id id, String value) {
        var fired = new ArrayList<Fired>();
        for (var monitor : List.copyOf(byId.values())) {
            if (!monitor.watched.key().equals(id.key()) || monitor.severity > level) {
                continue;
            }
            if (monitor.type.endsWith("Threshold")) {
                var beyond = isBeyond(monitor, value);
                if (beyond != monitor.beyond) {
                    fired.add(new Fired(monitor, "Alerting", value, !beyond));
                }
                byId.put(monitor.id, monitor.with(value, beyond));
            } else if (monitor.type.equals("Delta") && isFar(monitor, value)) {
                fired.add(new Fired(monitor, "Delta", value, false));
                byId.put(monitor.id, monitor.with(value, false));
            }
        }
        return fired;
    }

    /** What a monitor that goes by the clock has to report now; empty when it is not there any more, or not severe enough. */
    public List<Fired> tick(Monitor monitor) {
        var value = model.valueOf(monitor.watched);
        return value == null || !holds(monitor) || monitor.severity > level
                ? List.of()
                : List.of(new Fired(monitor, "Periodic", value, false));
    }

    private static boolean isBeyond(Monitor monitor, String value) {
        var number = number(value);
        if (number == null) {
            return false;
        }
        var compared = number.compareTo(monitor.value);
        return monitor.type.equals("UpperThreshold") ? compared > 0 : compared < 0;
    }

    private static boolean isFar(Monitor monitor, String value) {
        var now = number(value);
        var before = number(monitor.since);
        return now == null || before == null
                ? !value.equals(monitor.since)
                : now.subtract(before).abs().compareTo(monitor.value) >= 0;
    }

    private static @Nullable BigDecimal number(String value) {
        return value.matches("-?\\d+(\\.\\d+)?") ? new BigDecimal(value) : null;
    }
}
