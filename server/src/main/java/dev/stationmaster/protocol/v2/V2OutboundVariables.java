package dev.stationmaster.protocol.v2;

import dev.stationmaster.command.CommandAnswer;
import dev.stationmaster.command.CommandEncoder.Context;
import dev.stationmaster.command.Encoded;
import dev.stationmaster.command.Encoded.Calls;
import dev.stationmaster.command.Encoded.Unsupported;
import dev.stationmaster.command.Expectation;
import dev.stationmaster.command.StationCommand.Attribute;
import dev.stationmaster.command.StationCommand.ChangePassword;
import dev.stationmaster.command.StationCommand.GetVariables;
import dev.stationmaster.command.StationCommand.SetVariables;
import dev.stationmaster.command.StationCommand.Setting;
import dev.stationmaster.devicemodel.Variable;
import dev.stationmaster.devicemodel.VariableValue;
import dev.stationmaster.ocpp.Codec;
import dev.stationmaster.ocpp.Payload;
import dev.stationmaster.ocpp.Policy;
import dev.stationmaster.ocpp.Version;
import dev.stationmaster.ocpp.v2.Component;
import dev.stationmaster.ocpp.v2.ComponentVariable;
import dev.stationmaster.ocpp.v2.EVSE;
import dev.stationmaster.ocpp.v2.GetVariableData;
import dev.stationmaster.ocpp.v2.GetVariableResult;
import dev.stationmaster.ocpp.v2.GetVariablesRequest;
import dev.stationmaster.ocpp.v2.GetVariablesResponse;
import dev.stationmaster.ocpp.v2.SetVariableData;
import dev.stationmaster.ocpp.v2.SetVariableResult;
import dev.stationmaster.ocpp.v2.SetVariablesRequest;
import dev.stationmaster.ocpp.v2.SetVariablesResponse;
import dev.stationmaster.ocpp.v2.StatusInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** GetVariables and SetVariables, in pieces that the station can take (B05.FR.11, B06.FR.05). */
final class V2OutboundVariables {
    /** What a CALL adds to its elements: brackets, message id, action, property name. */
    private static final int FRAME_BYTES = 100;

    /** passwordString of 2.0.1; 2.1 takes any UTF-8. */
    private static final Pattern PASSWORD_201 = Pattern.compile("[A-Za-z0-9*\\-_=:+|@.]{16,40}");

    private V2OutboundVariables() {}

    static Encoded read(GetVariables get, Codec codec, Context context) {
        if (get.variables().isEmpty()) return new Unsupported("2.x reads named variables; GetBaseReport gives all");
        List<GetVariableData> items = new ArrayList<>();
        for (Attribute attribute : get.variables()) {
            items.add(GetVariableData.builder()
                    .component(component(attribute.variable()))
                    .variable(variable(attribute.variable()))
                    .attributeType(attribute.type())
                    .build());
        }
        List<Encoded.Call> calls = new ArrayList<>();
        for (List<GetVariableData> piece : pieces(items, "GetVariables", context, codec)) {
            byte[] payload = codec.encode(new GetVariablesRequest(piece, null));
            calls.add(new Encoded.Call("GetVariables", payload, answer -> values(answer, codec)));
        }
        return new Calls(calls, new Expectation.None(), "get");
    }

    static Encoded write(SetVariables set, Codec codec, Context context) {
        List<Encoded.Call> calls = new ArrayList<>();
        for (List<SetVariableData> piece : pieces(data(set.variables()), "SetVariables", context, codec)) {
            byte[] payload = codec.encode(new SetVariablesRequest(piece, null));
            calls.add(new Encoded.Call("SetVariables", payload, answer -> settings(answer, piece, codec)));
        }
        return new Calls(calls, new Expectation.None(), "set");
    }

    static boolean concerns(String action) {
        return action.equals("SetVariables") || action.equals("GetVariables");
    }

    /** Reads the answer to a raw CALL as that to a typed one: values do not change unseen. @param asked its payload, which may break the schema */
    static Function<Payload, CommandAnswer> readerOf(String action, Payload asked, Codec codec) {
        if (action.equals("GetVariables")) return answer -> values(answer, codec);
        var request = codec.decode(SetVariablesRequest.class, asked, Policy.TOLERANT);
        return request.isValid()
                ? answer -> settings(answer, request.orThrow().setVariableData(), codec)
                : CommandAnswer::read;
    }

    private static List<SetVariableData> data(List<Setting> settings) {
        List<SetVariableData> items = new ArrayList<>();
        for (Setting setting : settings) {
            items.add(SetVariableData.builder()
                    .component(component(setting.variable()))
                    .variable(variable(setting.variable()))
                    .attributeType(setting.type())
                    .attributeValue(setting.value())
                    .build());
        }
        return items;
    }

    /** The password goes as text, neither hex nor base64 (A00.FR.205, A01.FR.02). */
    static Encoded password(ChangePassword change, Codec codec, Context context) {
        String password = Objects.requireNonNull(change.password());
        if (context.version() == Version.V201
                && !context.force()
                && !PASSWORD_201.matcher(password).matches()) {
            return new Unsupported(
                    "a BasicAuthPassword of 2.0.1 has 16 to 40 letters, digits or * - _ = : + | @ . (A00.FR.205)");
        }
        var setting = new Setting(Variable.of("SecurityCtrlr", "BasicAuthPassword", null), null, password);
        List<SetVariableData> piece = data(List.of(setting));
        return new Calls(new Encoded.Call(
                "SetVariables",
                codec.encode(new SetVariablesRequest(piece, null)),
                answer -> settings(answer, piece, codec).with(List.of())));
    }

    static <T extends Record> List<List<T>> pieces(List<T> items, String message, Context context, Codec codec) {
        return pieces(items, "DeviceDataCtrlr", message, context, bytes(codec));
    }

    /** At most as many elements, and as many bytes, as the station said; one at least, for a single one cannot be split. */
    static <T> List<List<T>> pieces(
            List<T> items, String controller, String message, Context context, ToIntFunction<T> sizeOf) {
        int mostItems = context.limit(Variable.of(controller, "ItemsPerMessage", message))
                .orElse(Integer.MAX_VALUE);
        int mostBytes = context.limit(Variable.of(controller, "BytesPerMessage", message))
                .orElse(Integer.MAX_VALUE);
        ToIntFunction<T> size = mostBytes == Integer.MAX_VALUE ? _ -> 0 : item -> sizeOf.applyAsInt(item) + 1;
        List<List<T>> pieces = new ArrayList<>();
        List<T> piece = new ArrayList<>();
        long bytes = FRAME_BYTES;
        for (T item : items) {
            int more = size.applyAsInt(item);
            if (!piece.isEmpty() && (piece.size() >= mostItems || bytes + more > mostBytes)) {
                pieces.add(piece);
                piece = new ArrayList<>();
                bytes = FRAME_BYTES;
            }
            piece.add(item);
            bytes += more;
        }
        pieces.add(piece);
        return pieces;
    }

    static <T extends Record> ToIntFunction<T> bytes(Codec codec) {
        return item -> codec.encode(item).length;
    }

    private static CommandAnswer values(Payload payload, Codec codec) {
        var response = codec.decode(GetVariablesResponse.class, payload, Policy.TOLERANT)
                .orThrow();
        List<Verdict> verdicts = new ArrayList<>();
        List<VariableValue> known = new ArrayList<>();
        for (GetVariableResult result : response.getVariableResult()) {
            Variable variable = domain(result.component(), result.variable());
            verdicts.add(new Verdict(variable, result.attributeStatus(), result.attributeStatusInfo()));
            if (result.attributeStatus().equals("Accepted")) {
                known.add(new VariableValue(variable, type(result.attributeType()), result.attributeValue(), null));
            }
        }
        return all(verdicts).with(known);
    }

    private static CommandAnswer settings(Payload payload, List<SetVariableData> asked, Codec codec) {
        var response = codec.decode(SetVariablesResponse.class, payload, Policy.TOLERANT)
                .orThrow();
        List<Verdict> verdicts = new ArrayList<>();
        List<VariableValue> known = new ArrayList<>();
        for (SetVariableResult result : response.setVariableResult()) {
            Variable variable = domain(result.component(), result.variable());
            verdicts.add(new Verdict(variable, result.attributeStatus(), result.attributeStatusInfo()));
            if (!isTaken(result.attributeStatus())) continue;
            for (SetVariableData one : asked) {
                if (!domain(one.component(), one.variable()).key().equals(variable.key())) continue;
                if (!type(one.attributeType()).equals(type(result.attributeType()))) continue;
                Variable ours = domain(one.component(), one.variable());
                known.add(new VariableValue(ours, type(one.attributeType()), one.attributeValue(), null));
            }
        }
        return all(verdicts).with(known);
    }

    private record Verdict(
            Variable variable, String status, @Nullable StatusInfo info) {
        String words() {
            StatusInfo told = info;
            String more = told == null
                    ? ""
                    : " (" + told.reasonCode() + (told.additionalInfo() == null ? "" : ": " + told.additionalInfo())
                            + ")";
            return variable.display() + ": " + status + more;
        }
    }

    /** One word when all say the same; what was not simply accepted is named one by one. */
    private static CommandAnswer all(List<Verdict> verdicts) {
        List<String> words = verdicts.stream().map(Verdict::status).distinct().toList();
        String reason = String.join(
                "; ",
                verdicts.stream()
                        .filter(verdict -> !verdict.status().equals("Accepted"))
                        .map(Verdict::words)
                        .toList());
        CommandAnswer plain =
                CommandAnswer.of(words.size() == 1 ? words.getFirst() : null, reason.isEmpty() ? null : reason);
        boolean positive = verdicts.stream().allMatch(verdict -> isTaken(verdict.status()));
        return new CommandAnswer(plain.status(), plain.reason(), positive, false, List.of(), null);
    }

    private static boolean isTaken(String status) {
        return status.equals("Accepted") || status.equals("RebootRequired");
    }

    private static String type(@Nullable String attributeType) {
        return attributeType == null ? VariableValue.ACTUAL : attributeType;
    }

    static ComponentVariable componentVariable(Variable variable) {
        return new ComponentVariable(component(variable), variable.name().isEmpty() ? null : variable(variable), null);
    }

    static Component component(Variable variable) {
        return Component.builder()
                .name(variable.component())
                .instance(variable.componentInstance())
                .evse(V2OutboundCommands.evse(variable.evse(), variable.connector()))
                .build();
    }

    static dev.stationmaster.ocpp.v2.Variable variable(Variable variable) {
        return new dev.stationmaster.ocpp.v2.Variable(variable.name(), variable.instance(), null);
    }

    static Variable domain(Component component, dev.stationmaster.ocpp.v2.Variable variable) {
        EVSE evse = component.evse();
        return new Variable(
                component.name(),
                component.instance(),
                evse == null ? null : evse.id(),
                evse == null ? null : evse.connectorId(),
                variable.name(),
                variable.instance());
    }
}
