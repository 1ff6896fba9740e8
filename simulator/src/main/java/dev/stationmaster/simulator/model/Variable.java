package dev.stationmaster.simulator.model;

import dev.stationmaster.simulator.wire.Json;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A variable of the 2.x device model, without its value.
 *
 * @param id         which one
 * @param mutability whether it may be read and written
 * @param reboot     whether a change acts only after a reset
 * @param maxLimit   of the characteristics; null for none
 */
public record Variable(
        Id id,
        Mutability mutability,
        ValueType type,
        String initial,
        @Nullable String unit,
        @Nullable Integer maxLimit,
        boolean reboot) {

    /** Access, with the words of the standard. */
    public enum Mutability {
        ReadOnly,
        WriteOnly,
        ReadWrite
    }

    /**
     * Component and variable; names compare without regard to case.
     *
     * @param evse      0 for none
     * @param connector 0 for none
     */
    public record Id(
            String component,
            @Nullable String componentInstance,
            int evse,
            int connector,
            String variable,
            @Nullable String instance) {

        /** Reads {@code component} and {@code variable} of a request. */
        static Id of(JsonNode component, JsonNode variable) {
            return new Id(
                    component.path("name").asString(""),
                    optional(component.path("instance")),
                    component.path("evse").path("id").asInt(0),
                    component.path("evse").path("connectorId").asInt(0),
                    variable.path("name").asString(""),
                    optional(variable.path("instance")));
        }

        private static @Nullable String optional(JsonNode text) {
            return text.isString() ? text.asString() : null;
        }

        /** Equal for equal component and variable, however they are written. */
        String key() {
            return (componentKey() + "/" + variable + "/" + (instance == null ? "" : instance))
                    .toLowerCase(Locale.ROOT);
        }

        String componentKey() {
            var of = componentInstance == null ? "" : componentInstance;
            return (component + "/" + of + "/" + evse + "/" + connector).toLowerCase(Locale.ROOT);
        }

        Json componentJson() {
            var at = evse == 0
                    ? null
                    : Json.object().put("id", evse).put("connectorId", connector == 0 ? null : (Integer) connector);
            return Json.object()
                    .put("name", component)
                    .put("instance", componentInstance)
                    .put("evse", at);
        }

        Json variableJson() {
            return Json.object().put("name", variable).put("instance", instance);
        }
    }

    /** One row of a NotifyReport. */
    Json report(String value) {
        var attribute = Json.object()
                .put("type", "Actual")
                .put("value", mutability == Mutability.WriteOnly ? null : value)
                .put("mutability", mutability.name());
        var characteristics = Json.object()
                .put("unit", unit)
                .put("dataType", type.name())
                .put("maxLimit", maxLimit)
                .put("valuesList", valuesList())
                .put("supportsMonitoring", mutability != Mutability.WriteOnly);
        return Json.object()
                .put("component", id.componentJson())
                .put("variable", id.variableJson())
                .raw("variableAttribute", "[" + attribute.text() + "]")
                .put("variableCharacteristics", characteristics);
    }

    private @Nullable String valuesList() {
        return switch (type) {
            case ValueType.Members(var members) -> String.join(",", members);
            case ValueType.Option(var options) -> String.join(",", options);
            case ValueType.Whole _, ValueType.Flag _, ValueType.Text _ -> null;
        };
    }
}
