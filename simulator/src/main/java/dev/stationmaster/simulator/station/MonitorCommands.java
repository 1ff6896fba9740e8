package dev.stationmaster.simulator.station;

import dev.stationmaster.simulator.model.DeviceModel;
import dev.stationmaster.simulator.model.Monitors;
import dev.stationmaster.simulator.wire.Answer;
import dev.stationmaster.simulator.wire.Frame;
import dev.stationmaster.simulator.wire.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntSupplier;
import tools.jackson.databind.JsonNode;

/** What a 2.x station watches of itself: it is told what, reports it, and says when something happens (2.0.1 N02 to N08). */
final class MonitorCommands {
    private static final int ROWS_PER_PART = 5;

    private final Parts parts;
    private final DeviceModel model;
    private final Monitors monitors;
    private final IntSupplier eventIds;

    MonitorCommands(Parts parts, DeviceModel model, IntSupplier eventIds) {
        this.parts = parts;
        this.model = model;
        this.eventIds = eventIds;
        this.monitors = new Monitors(model);
        model.watch((id, value) -> tell(monitors.changed(id, value)));
    }

    /** Empty for what is somebody else's to answer. */
    Optional<Answer> answer(Frame.Call call) {
        var said = call.payload();
        return switch (call.action()) {
            case "SetMonitoringBase" -> Optional.of(base(said));
            case "SetMonitoringLevel" -> Optional.of(level(said));
            case "SetVariableMonitoring" -> Optional.of(set(said));
            case "ClearVariableMonitoring" -> Optional.of(clear(said));
            case "GetMonitoringReport" -> Optional.of(report(said));
            default -> Optional.empty();
        };
    }

    /** N03.FR.04, N03.FR.05: but for All, what was set is gone. */
    private Answer base(JsonNode said) {
        if (!said.path("monitoringBase").asString("").equals("All")) {
            monitors.clear();
        }
        return Answer.status("Accepted");
    }

    private Answer level(JsonNode said) {
        var severity = said.path("severity").asInt(-1);
        if (severity < 0 || severity > 9) {
            return Answer.status("Rejected");
        }
        monitors.level(severity);
        return Answer.status("Accepted");
    }

    private Answer set(JsonNode said) {
        var wanted = said.path("setMonitoringData");
        if (wanted.size() > model.monitorsPerMessage("SetVariableMonitoring")) {
            return tooMany();
        }
        var results = new ArrayList<Json>();
        for (var one : wanted) {
            var verdict = monitors.set(one);
            var monitor = verdict.monitor();
            results.add(Json.object()
                    .put("status", verdict.status())
                    .put("id", monitor == null ? null : (Integer) monitor.id())
                    .put("type", one.path("type").asString(""))
                    .put("severity", one.path("severity").asInt(9))
                    .raw("component", one.path("component").toString())
                    .raw("variable", one.path("variable").toString()));
            if (monitor != null) {
                parts.tell("monitor " + monitor.id() + " " + monitor.type());
                again(monitor);
            }
        }
        return Answer.of(Json.object().put("setMonitoringResult", results));
    }

    private static Answer tooMany() {
        return new Answer.Failure("OccurrenceConstraintViolation", "more items than ItemsPerMessage");
    }

    /** One that goes by the clock reports until it is gone. */
    private void again(Monitors.Monitor monitor) {
        if (monitor.seconds() > 0) {
            parts.clock().after(Duration.ofSeconds(monitor.seconds()), () -> {
                tell(monitors.tick(monitor));
                if (monitors.holds(monitor)) {
                    again(monitor);
                }
            });
        }
    }

    private Answer clear(JsonNode said) {
        var ids = said.path("id");
        if (ids.size() > model.monitorsPerMessage("ClearVariableMonitoring")) {
            return tooMany();
        }
        var results = new ArrayList<Json>();
        for (var id : ids) {
            results.add(Json.object()
                    .put("id", id.asInt(0))
                    .put("status", monitors.clear(id.asInt(0)) ? "Accepted" : "NotFound"));
        }
        return Answer.of(Json.object().put("clearMonitoringResult", results));
    }

    private Answer report(JsonNode said) {
        if (said.path("componentVariable").size() > model.itemsPerMessage("GetReport")) {
            return tooMany();
        }
        var rows = monitors.report(
                said.path("monitoringCriteria"),
                said.path("componentVariable"),
                parts.config().version() == Version.OCPP21);
        return rows.isEmpty()
                ? Answer.status("EmptyResultSet")
                : Answer.status("Accepted", () -> send(said.path("requestId").asInt(0), rows));
    }

    private void send(int requestId, List<Json> rows) {
        var generatedAt = parts.clock().now();
        for (int from = 0, seqNo = 0; from < rows.size(); from += ROWS_PER_PART, seqNo++) {
            var to = Math.min(from + ROWS_PER_PART, rows.size());
            parts.outbox()
                    .send(
                            "NotifyMonitoringReport",
                            Json.object()
                                    .put("requestId", requestId)
                                    .put("seqNo", seqNo)
                                    .put("tbc", to < rows.size())
                                    .put("generatedAt", generatedAt)
                                    .put("monitor", rows.subList(from, to)),
                            _ -> {});
        }
    }

    private void tell(List<Monitors.Fired> fired) {
        for (var one : fired) {
            var now = parts.clock().now();
            var event = Json.object()
                    .put("eventId", eventIds.getAsInt())
                    .put("timestamp", now)
                    .put("trigger", one.trigger())
                    .put("actualValue", one.value())
                    .put("eventNotificationType", "CustomMonitor")
                    .put("variableMonitoringId", one.monitor().id())
                    .raw("component", one.monitor().component())
                    .raw("variable", one.monitor().variable());
            if (one.cleared()) {
                event.put("cleared", true);
            }
            parts.outbox()
                    .send(
                            "NotifyEvent",
                            Json.object()
                                    .put("generatedAt", now)
                                    .put("seqNo", 0)
                                    .put("tbc", false)
                                    .put("eventData", List.of(event)),
                            _ -> {});
        }
    }
}
