package dev.stationmaster.protocol.v16;

import dev.stationmaster.command.CommandAnswer;
import dev.stationmaster.command.CommandEncoder.Context;
import dev.stationmaster.command.Encoded;
import dev.stationmaster.command.Encoded.Calls;
import dev.stationmaster.command.Encoded.Unsupported;
import dev.stationmaster.command.Expectation;
import dev.stationmaster.command.StationCommand.Attribute;
import dev.stationmaster.command.StationCommand.Call;
import dev.stationmaster.command.StationCommand.ChangePassword;
import dev.stationmaster.command.StationCommand.GetBaseReport;
import dev.stationmaster.command.StationCommand.GetReport;
import dev.stationmaster.command.StationCommand.GetVariables;
import dev.stationmaster.command.StationCommand.SetVariables;
import dev.stationmaster.command.StationCommand.Setting;
import dev.stationmaster.devicemodel.Variable;
import dev.stationmaster.devicemodel.VariableValue;
import dev.stationmaster.ocpp.Payload;
import dev.stationmaster.ocpp.Policy;
import dev.stationmaster.ocpp.v16.ChangeConfigurationRequest;
import dev.stationmaster.ocpp.v16.GetConfigurationRequest;
import dev.stationmaster.ocpp.v16.GetConfigurationResponse;
import dev.stationmaster.ocpp.v16.KeyValue;
import dev.stationmaster.station.StationSecret;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/** Variables as configuration keys: GetConfiguration within the station's limit, ChangeConfiguration one key a message. */
final class V16OutboundVariables {
    private static final Variable MAX_KEYS = Variable.key("GetConfigurationMaxKeys");
    private static final String NO_COMPONENTS = "1.6 has configuration keys only: leave component, evse and type out";

    private V16OutboundVariables() {}

    static Encoded read(GetVariables get, Context context) {
        if (!get.variables().stream().allMatch(V16OutboundVariables::isKey)) return new Unsupported(NO_COMPONENTS);
        return keys(get.variables().stream().map(one -> one.variable().name()).toList(), context);
    }

    /** All keys are the full inventory of a 1.6 station. */
    static Encoded report(GetBaseReport report, Context context) {
        return report.kind().equals("FullInventory")
                ? keys(List.of(), context)
                : new Unsupported("1.6 can report all its keys (FullInventory), no selection of them");
    }

    static Encoded report(GetReport report, Context context) {
        if (!report.criteria().isEmpty()) return new Unsupported("1.6 has no components with a state to ask for");
        return read(
                new GetVariables(report.variables().stream()
                        .map(variable -> new Attribute(variable, null))
                        .toList()),
                context);
    }

    private static Encoded keys(List<String> keys, Context context) {
        int most = context.limit(MAX_KEYS).orElse(Math.max(1, keys.size()));
        List<Encoded.Call> calls = new ArrayList<>();
        if (keys.isEmpty()) calls.add(read(new GetConfigurationRequest(null)));
        for (int from = 0; from < keys.size(); from += most) {
            calls.add(read(new GetConfigurationRequest(keys.subList(from, Math.min(keys.size(), from + most)))));
        }
        return new Calls(calls, new Expectation.None(), "get");
    }

    private static Encoded.Call read(GetConfigurationRequest request) {
        return new Encoded.Call(
                "GetConfiguration", V16OutboundCommands.CODEC.encode(request), V16OutboundVariables::configuration);
    }

    private static CommandAnswer configuration(Payload payload) {
        var response = V16OutboundCommands.CODEC
                .decode(GetConfigurationResponse.class, payload, Policy.TOLERANT)
                .orThrow();
        List<KeyValue> known = Objects.requireNonNullElse(response.configurationKey(), List.of());
        List<String> unknown = Objects.requireNonNullElse(response.unknownKey(), List.of());
        String reason = unknown.isEmpty() ? null : "the station does not know " + String.join(", ", unknown);
        return CommandAnswer.of(null, reason)
                .with(known.stream()
                        .map(key -> new VariableValue(
                                Variable.key(key.key()),
                                VariableValue.ACTUAL,
                                key.value(),
                                key.readonly() ? "ReadOnly" : "ReadWrite"))
                        .toList());
    }

    static Encoded write(SetVariables set) {
        List<Encoded.Call> calls = new ArrayList<>();
        for (Setting setting : set.variables()) {
            if (!isKey(new Attribute(setting.variable(), setting.type()))) return new Unsupported(NO_COMPONENTS);
            calls.add(write(setting.variable(), setting.value()));
        }
        return new Calls(calls, new Expectation.None(), "set");
    }

    private static Encoded.Call write(Variable key, String value) {
        var request = new ChangeConfigurationRequest(key.name(), value);
        return new Encoded.Call(
                "ChangeConfiguration",
                V16OutboundCommands.CODEC.encode(request),
                payload -> written(payload, key, value));
    }

    private static CommandAnswer written(Payload payload, Variable key, String value) {
        CommandAnswer answer = CommandAnswer.read(payload);
        return answer.positive()
                ? answer.with(List.of(new VariableValue(key, VariableValue.ACTUAL, value, null)))
                : answer;
    }

    /** Reads the answer to a raw CALL as that to a typed one: keys do not change unseen. Its payload may break the schema. */
    static Function<Payload, CommandAnswer> readerOf(Call raw) {
        return switch (raw.action()) {
            case "GetConfiguration" -> V16OutboundVariables::configuration;
            case "ChangeConfiguration" -> {
                var asked = V16OutboundCommands.CODEC.decode(
                        ChangeConfigurationRequest.class, Payload.of(raw.payload()), Policy.TOLERANT);
                if (!asked.isValid()) yield CommandAnswer::read;
                var change = asked.orThrow();
                yield answer -> written(answer, Variable.key(change.key()), change.value());
            }
            default -> CommandAnswer::read;
        };
    }

    /** The hexadecimal form of 16 to 20 bytes (Security Whitepaper A00.FR.205). */
    static Encoded password(ChangePassword change) {
        String key = StationSecret.asAuthorizationKey(Objects.requireNonNull(change.password()));
        if (key.length() < 32 || key.length() > 40) {
            return new Unsupported("an AuthorizationKey of 1.6 has 16 to 20 bytes (A00.FR.205)");
        }
        return new Calls(V16OutboundCommands.call(
                "ChangeConfiguration", new ChangeConfigurationRequest("AuthorizationKey", key)));
    }

    private static boolean isKey(Attribute attribute) {
        Variable variable = attribute.variable();
        return variable.component().isEmpty()
                && variable.evse() == null
                && variable.instance() == null
                && (attribute.type() == null || attribute.type().equals(VariableValue.ACTUAL));
    }
}
