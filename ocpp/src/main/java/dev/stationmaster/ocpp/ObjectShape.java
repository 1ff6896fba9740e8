package dev.stationmaster.ocpp;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An object type of one version: which record holds it, and which properties it may have. Filled once, then only read. */
final class ObjectShape implements ValueShape {
    /** @param index of the record's component */
    record Property(int index, String name, boolean required, ValueShape shape) {}

    final int type;
    private Class<?> record = Void.class;
    private final Map<String, Property> byName = new HashMap<>();
    /** By component; null where the record has one that this version has not. */
    @Nullable
    Property[] byIndex = {};

    long required;

    ObjectShape(int type) {
        this.type = type;
    }

    ObjectShape holding(Class<?> recordClass, int components) {
        record = recordClass;
        byIndex = new Property[components];
        return this;
    }

    ObjectShape add(int index, String name, boolean isRequired, ValueShape shape) {
        var property = new Property(index, name, isRequired, shape);
        byName.put(name, property);
        byIndex[index] = property;
        if (isRequired) {
            required |= 1L << index;
        }
        return this;
    }

    Class<?> recordClass() {
        return record;
    }

    @Nullable
    Property property(String name) {
        return byName.get(name);
    }

    /** For stations that write a name in another case. */
    @Nullable
    Property propertyIgnoringCase(String name) {
        for (var property : byIndex) {
            if (property != null && property.name().equalsIgnoreCase(name)) {
                return property;
            }
        }
        return null;
    }
}
