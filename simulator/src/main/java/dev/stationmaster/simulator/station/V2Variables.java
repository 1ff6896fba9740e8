package dev.stationmaster.simulator.station;

import dev.stationmaster.simulator.model.DeviceModel;
import dev.stationmaster.simulator.model.DeviceModel.SetStatus;
import dev.stationmaster.simulator.wire.Answer;
import dev.stationmaster.simulator.wire.Json;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** GetVariables, SetVariables, reports and network profiles of a 2.x station. */
final class V2Variables {
    private static final int ROWS_PER_PART = 15;

    private final Parts parts;
    private final DeviceModel model;
    private final Lifecycle life;
    private final Credentials credentials;
    private final Map<Integer, JsonNode> networkProfiles = new HashMap<>(2);

    V2Variables(Parts parts, DeviceModel model, Lifecycle life, Credentials credentials) {
        this.parts = parts;
        this.model = model;
        this.life = life;
        this.credentials = credentials;
    }

    Answer get(JsonNode said) {
        tellSlot();
        var wanted = said.path("getVariableData");
        if (wanted.size() > model.itemsPerMessage("GetVariables")) {
            return tooMany();
        }
        var results = new ArrayList<Json>();
        for (var one : wanted) {
            results.add(model.get(one));
        }
        return Answer.of(Json.object().put("getVariableResult", results));
    }

    private static Answer tooMany() {
        return new Answer.Failure("OccurrenceConstraintViolation", "more items than ItemsPerMessage");
    }

    Answer set(JsonNode said) {
        var wanted = said.path("setVariableData");
        if (wanted.size() > model.itemsPerMessage("SetVariables")) {
            return tooMany();
        }
        var results = new ArrayList<Json>();
        Runnable afterwards = () -> {};
        for (var one : wanted) {
            var refused = parts.config()
                    .traits()
                    .refusals()
                    .refuses(one.path("variable").path("name").asString(""));
            var status = refused ? SetStatus.Rejected : model.set(one);
            results.add(Json.object()
                    .put("attributeStatus", status.name())
                    .put("attributeType", one.path("attributeType").asString("Actual"))
                    .raw("component", one.path("component").toString())
                    .raw("variable", one.path("variable").toString()));
            if (status == SetStatus.Accepted) {
                var before = afterwards;
                var effect = effect(one);
                afterwards = () -> {
                    before.run();
                    effect.run();
                };
            }
        }
        return Answer.of(Json.object().put("setVariableResult", results), afterwards);
    }

    private Runnable effect(JsonNode entry) {
        if (DeviceModel.isPassword(entry)) {
            var password = entry.path("attributeValue").asString("");
            return () -> {
                credentials.change(password);
                life.reconnect();
            };
        }
        return switch (entry.path("variable").path("name").asString("")) {
            case "HeartbeatInterval" -> life::beat;
            case "Interval" -> life::alignedReadings;
            default -> () -> {};
        };
    }

    /** Which network profile is in use shows only once it is. */
    private void tellSlot() {
        model.preset("OCPPCommCtrlr", "ActiveNetworkProfile", null, Integer.toString(credentials.slot()));
    }

    Answer baseReport(JsonNode said) {
        tellSlot();
        return switch (said.path("reportBase").asString("")) {
            case "FullInventory" -> reporting(said, model.baseReport(false));
            case "ConfigurationInventory" -> reporting(said, model.baseReport(true));
            case "SummaryInventory" -> reporting(said, model.summary());
            default -> Answer.status("NotSupported");
        };
    }

    Answer report(JsonNode said) {
        return said.path("componentVariable").size() > model.itemsPerMessage("GetReport")
                ? tooMany()
                : reporting(said, model.report(said.path("componentVariable"), said.path("componentCriteria")));
    }

    private Answer reporting(JsonNode said, List<Json> rows) {
        return rows.isEmpty()
                ? Answer.status("EmptyResultSet")
                : Answer.status("Accepted", () -> send(said.path("requestId").asInt(0), rows));
    }

    private void send(int requestId, List<Json> rows) {
        var generatedAt = parts.clock().now();
        for (int from = 0, seqNo = 0; from < rows.size(); from += ROWS_PER_PART, seqNo++) {
            var to = Math.min(from + ROWS_PER_PART, rows.size());
            var part = Json.object()
                    .put("requestId", requestId)
                    .put("generatedAt", generatedAt)
                    .put("tbc", to < rows.size())
                    .put("seqNo", seqNo)
                    .put("reportData", rows.subList(from, to));
            // B02.FR.01: allowed before acceptance, because it was asked for
            parts.outbox().sendEarly("NotifyReport", part, _ -> {});
        }
    }

    /** B09: stored; which slot is used is NetworkConfigurationPriority's business. */
    Answer networkProfile(JsonNode said) {
        var slot = said.path("configurationSlot").asInt(0);
        if (slot < 1 || slot > 3) {
            return Answer.status("Rejected");
        }
        networkProfiles.put(slot, said.path("connectionData"));
        return Answer.status("Accepted");
    }

    /** The first slot that was set decides where, and on which security profile, the station connects after its restart (B10). */
    void useNetworkProfile() {
        for (var slot : model.value("OCPPCommCtrlr", "NetworkConfigurationPriority", null)
                .split(",")) {
            var data = slot.strip().matches("\\d") ? networkProfiles.get(Integer.valueOf(slot.strip())) : null;
            if (data == null) {
                continue;
            }
            var profile = data.path("securityProfile").asInt(0);
            var number = Integer.parseInt(slot.strip());
            if (number == credentials.slot() && profile == credentials.profile()) {
                return; // in use
            }
            if (credentials.move(
                    number, profile, URI.create(data.path("ocppCsmsUrl").asString("")))) {
                model.preset("SecurityCtrlr", "SecurityProfile", null, Integer.toString(profile));
            }
            return;
        }
    }
}
