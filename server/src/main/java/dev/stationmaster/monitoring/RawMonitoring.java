package dev.stationmaster.monitoring;

import dev.stationmaster.command.StationCommand;
import dev.stationmaster.command.StationCommand.Call;
import dev.stationmaster.command.StationCommand.GetMonitoringReport;
import dev.stationmaster.command.StationCommand.SetMonitoringBase;
import dev.stationmaster.command.StationCommand.SetMonitoringLevel;
import dev.stationmaster.devicemodel.Variable;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What went through the raw door changes a station's monitoring like any other command. */
final class RawMonitoring {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private RawMonitoring() {}

    /** The command that the CALL stands for; the command itself when it is typed, is about something else, or cannot be read. */
    static StationCommand meant(StationCommand command) {
        if (!(command instanceof Call raw)) return command;
        try {
            return switch (raw.action()) {
                case "SetMonitoringBase" ->
                    new SetMonitoringBase(
                            JSON.readTree(raw.payload()).path("monitoringBase").asString(""));
                case "SetMonitoringLevel" ->
                    new SetMonitoringLevel(
                            JSON.readTree(raw.payload()).path("severity").asInt(9));
                case "GetMonitoringReport" -> report(JSON.readTree(raw.payload()), raw);
                default -> raw;
            };
        } catch (JacksonException e) {
            return raw;
        }
    }

    private static StationCommand report(JsonNode payload, Call raw) {
        if (!payload.path("requestId").isInt()) return raw;
        List<String> criteria = new ArrayList<>();
        for (JsonNode word : payload.path("monitoringCriteria")) criteria.add(word.asString(""));
        List<Variable> variables = new ArrayList<>();
        for (JsonNode one : payload.path("componentVariable")) {
            JsonNode component = one.path("component");
            JsonNode variable = one.path("variable");
            variables.add(new Variable(
                    component.path("name").asString(""),
                    text(component.path("instance")),
                    number(component.path("evse").path("id")),
                    number(component.path("evse").path("connectorId")),
                    variable.path("name").asString(""),
                    text(variable.path("instance"))));
        }
        return new GetMonitoringReport(
                criteria, variables, payload.path("requestId").intValue());
    }

    private static @Nullable String text(JsonNode node) {
        return node.isString() ? node.asString() : null;
    }

    private static @Nullable Integer number(JsonNode node) {
        return node.isInt() ? node.intValue() : null;
    }
}
