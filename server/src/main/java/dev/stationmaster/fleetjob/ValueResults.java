package dev.stationmaster.fleetjob;

import dev.stationmaster.command.CommandView;
import dev.stationmaster.devicemodel.Variable;
import dev.stationmaster.fleetjob.Target.ValueResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a station said to each value, read from the exchanges of a SetVariables as the API shows them. Pure. */
final class ValueResults {
    static final String REBOOT_REQUIRED = "RebootRequired";

    private ValueResults() {}

    static List<ValueResult> of(CommandView command) {
        List<ValueResult> found = new ArrayList<>();
        for (CommandView.ExchangeView one : command.exchanges()) {
            Map<?, ?> request = map(one.request());
            if (one.action().equals("ChangeConfiguration")) {
                found.add(new ValueResult(
                        text(request, "key"),
                        text(request, "value"),
                        one.error() != null ? one.error().code() : status(one.response(), "status"),
                        one.error() != null ? one.error().description() : null));
            } else if (one.action().equals("SetVariables")) {
                set(one, request, found);
            }
        }
        return found;
    }

    private static void set(CommandView.ExchangeView one, Map<?, ?> request, List<ValueResult> found) {
        List<?> asked = list(request.get("setVariableData"));
        List<?> told = list(map(one.response()).get("setVariableResult"));
        for (Object item : asked) {
            Map<?, ?> wanted = map(item);
            String name = name(wanted);
            Map<?, ?> result = told.stream()
                    .map(ValueResults::map)
                    .filter(each -> name(each).equalsIgnoreCase(name))
                    .findFirst()
                    .orElse(Map.of());
            Map<?, ?> info = map(result.get("attributeStatusInfo"));
            String more =
                    info.isEmpty() ? null : (text(info, "reasonCode") + " " + text(info, "additionalInfo")).strip();
            found.add(new ValueResult(
                    name,
                    text(wanted, "attributeValue"),
                    one.error() != null ? one.error().code() : status(result, "attributeStatus"),
                    one.error() != null ? one.error().description() : more));
        }
    }

    static boolean isTaken(ValueResult one) {
        return one.status().equals("Accepted") || one.status().equals(REBOOT_REQUIRED);
    }

    private static String name(Map<?, ?> item) {
        Map<?, ?> component = map(item.get("component"));
        Map<?, ?> evse = map(component.get("evse"));
        Map<?, ?> variable = map(item.get("variable"));
        String plain = new Variable(
                        text(component, "name"),
                        optional(component, "instance"),
                        number(evse, "id"),
                        number(evse, "connectorId"),
                        text(variable, "name"),
                        optional(variable, "instance"))
                .display();
        String type = optional(item, "attributeType");
        return type == null || type.equals("Actual") ? plain : plain + " " + type;
    }

    private static String status(@Nullable Object response, String field) {
        String word = optional(map(response), field);
        return word == null ? "NoAnswer" : word;
    }

    private static Map<?, ?> map(@Nullable Object value) {
        return value instanceof Map<?, ?> map ? map : Map.of();
    }

    private static List<?> list(@Nullable Object value) {
        return value instanceof List<?> list ? list : List.of();
    }

    private static String text(Map<?, ?> map, String field) {
        Object value = map.get(field);
        return value == null ? "" : value.toString();
    }

    private static @Nullable String optional(Map<?, ?> map, String field) {
        Object value = map.get(field);
        return value == null ? null : value.toString();
    }

    private static @Nullable Integer number(Map<?, ?> map, String field) {
        return map.get(field) instanceof Number number ? number.intValue() : null;
    }
}
