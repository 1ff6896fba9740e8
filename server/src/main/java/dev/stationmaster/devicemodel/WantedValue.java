package dev.stationmaster.devicemodel;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.stationmaster.ocpp.Version;
import dev.stationmaster.platform.web.FieldProblem;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A value that a variable or configuration key is to have, as a person writes it.
 *
 * @param component empty or absent for a configuration key of 1.6
 * @param variable the variable, or the key
 * @param type Actual (when absent), Target, MinSet or MaxSet
 * @param value at most 2,500 characters
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record WantedValue(
        @Nullable String component,
        @Nullable String componentInstance,
        @Nullable Integer evse,
        @Nullable Integer connector,
        @Nullable String variable,
        @Nullable String variableInstance,
        @Nullable String type,
        @Nullable String value) {
    private static final Set<String> TYPES = Set.of("Actual", "Target", "MinSet", "MaxSet");
    private static final int LONGEST_NAME = 50;
    private static final int LONGEST_VALUE = 2_500;

    public Variable named() {
        return new Variable(
                component == null ? "" : component,
                componentInstance,
                evse,
                connector,
                variable == null ? "" : variable,
                variableInstance);
    }

    public String attribute() {
        return type == null ? VariableValue.ACTUAL : type;
    }

    /** Equal for the same attribute of the same variable. */
    public String place() {
        return named().key() + attribute();
    }

    public boolean namesKey() {
        return component == null || component.isEmpty();
    }

    /** Keys are for 1.6, variables of components for 2.x. */
    public boolean isFor(Version version) {
        return namesKey() != version.isV2();
    }

    /** What is wrong with a list of them. @param path of the list in the request */
    public static List<FieldProblem> problems(List<WantedValue> values, String path) {
        List<FieldProblem> found = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        if (values.isEmpty()) found.add(new FieldProblem(path, "minItems 1", "At least one value is needed."));
        for (int i = 0; i < values.size(); i++) {
            WantedValue one = values.get(i);
            String at = path + "[" + i + "]";
            if (one.variable == null || one.variable.isBlank() || one.variable.length() > LONGEST_NAME) {
                found.add(new FieldProblem(
                        at + ".variable", "required", "variable names a variable or key, in at most 50 characters."));
                continue;
            }
            if (one.component != null && one.component.length() > LONGEST_NAME)
                found.add(new FieldProblem(at + ".component", "maxLength 50", "component has at most 50 characters."));
            if (one.value == null || one.value.length() > LONGEST_VALUE)
                found.add(new FieldProblem(
                        at + ".value", "required", "value is a text of at most 2,500 characters; it may be empty."));
            if (!TYPES.contains(one.attribute()))
                found.add(new FieldProblem(at + ".type", "enum", "type is Actual, Target, MinSet or MaxSet."));
            if (one.namesKey() && (one.evse != null || one.type != null && !one.type.equals(VariableValue.ACTUAL)))
                found.add(new FieldProblem(
                        at + ".component",
                        "required",
                        "A key of 1.6 has neither evse nor type; a variable has a component."));
            if (Secrets.isSecret(one.variable))
                found.add(new FieldProblem(
                        at + ".variable",
                        "secret",
                        "Passwords are changed by the command ChangePassword, station by station."));
            if (!seen.add(one.place()))
                found.add(new FieldProblem(at, "unique", one.named().display() + " stands here twice."));
        }
        return found;
    }
}
