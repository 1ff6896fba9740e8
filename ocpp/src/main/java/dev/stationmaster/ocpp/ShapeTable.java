package dev.stationmaster.ocpp;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The rules of one version. Filled by generated code. */
final class ShapeTable {
    /** @param response null for a message that is never answered */
    record Action(ObjectShape request, @Nullable ObjectShape response) {}

    final Version version;
    final RecordAccess records;
    final Map<String, Action> actions = new TreeMap<>();
    final Map<Class<?>, ObjectShape> byClass = new HashMap<>();
    private final ObjectShape[] shapes;

    ShapeTable(Version version, RecordAccess records, int types) {
        this.version = version;
        this.records = records;
        this.shapes = new ObjectShape[types];
        for (int i = 0; i < types; i++) {
            shapes[i] = new ObjectShape(i);
        }
    }

    ObjectShape object(int type, Class<?> record, int components) {
        byClass.put(record, shapes[type]);
        return shapes[type].holding(record, components);
    }

    ObjectShape ref(int type) {
        return shapes[type];
    }

    void action(String name, int request, int response) {
        actions.put(name, new Action(shapes[request], response < 0 ? null : shapes[response]));
    }
}
