package dev.stationmaster.devicemodel;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The name of one variable. Names compare without regard to case (OCPP 2.0.1 part 2, 4.3; 1.6 §9): {@link #key()} is the folded form.
 *
 * @param component empty for a configuration key of 1.6
 * @param evse the EVSE the component belongs to; null for the station
 * @param connector the connector within the EVSE; null for the EVSE as a whole
 * @param name the variable, or the configuration key of 1.6
 */
public record Variable(
        String component,
        @Nullable String componentInstance,
        @Nullable Integer evse,
        @Nullable Integer connector,
        String name,
        @Nullable String instance) {
    private static final char SEPARATOR = '\u001f';

    /** A variable of the station as a whole. */
    public static Variable of(String component, String name, @Nullable String instance) {
        return new Variable(component, null, null, null, name, instance);
    }

    /** A configuration key of 1.6. */
    public static Variable key(String key) {
        return new Variable("", null, null, null, key, null);
    }

    /** The same for equal names, whatever the case of their letters. */
    public String key() {
        var text = new StringBuilder();
        for (Object part : new @Nullable Object[] {component, componentInstance, evse, connector, name, instance}) {
            text.append(part == null ? "" : part).append(SEPARATOR);
        }
        return text.toString().toLowerCase(Locale.ROOT);
    }

    /** As an operator writes it: {@code DeviceDataCtrlr.ItemsPerMessage[GetVariables]}. */
    public String display() {
        var text = new StringBuilder(component);
        if (componentInstance != null)
            text.append('[').append(componentInstance).append(']');
        if (evse != null) {
            text.append('(').append(evse);
            if (connector != null) text.append('/').append(connector);
            text.append(')');
        }
        if (!text.isEmpty()) text.append('.');
        text.append(name);
        if (instance != null) text.append('[').append(instance).append(']');
        return text.toString();
    }
}
