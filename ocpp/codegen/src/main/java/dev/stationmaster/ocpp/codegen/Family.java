package dev.stationmaster.ocpp.codegen;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;

/**
 * One tree of records for one or more versions. The last version gives the shape; a component is certain (never null) only when
 * every version that has its type requires it.
 *
 * @param packageName of the records
 * @param versions    oldest first
 */
record Family(String packageName, List<SchemaSet> versions) {

    /** @param since the first version that has it; empty when all have it */
    record Component(String name, ValueDef value, boolean certain, String since) {}

    record RecordDef(int id, String name, List<Component> components) {}

    List<RecordDef> records() {
        var names = new TreeSet<String>();
        versions.forEach(v -> names.addAll(v.types().keySet()));
        var records = new ArrayList<RecordDef>();
        for (var name : names) {
            records.add(new RecordDef(records.size(), name, components(name)));
        }
        return records;
    }

    private List<Component> components(String type) {
        var shape = versions.getLast().types().get(type);
        if (shape == null) {
            throw new IllegalStateException(
                    type + " is gone in " + versions.getLast().version());
        }
        var components = new ArrayList<Component>();
        for (var property : shape.properties()) {
            var certain = true;
            var since = "";
            for (var version : versions) {
                var older = version.types().get(type);
                if (older == null) {
                    continue;
                }
                var found = older.property(property.name());
                certain &= found.isPresent() && found.get().required();
                if (found.isEmpty()) {
                    since = versions.getLast().version();
                } else {
                    mustFit(type, property, found.get());
                }
            }
            components.add(new Component(property.name(), property.value(), certain, since));
        }
        for (var version : versions) {
            var older = version.types().get(type);
            if (older != null) {
                older.properties().forEach(p -> shape.property(p.name()).orElseThrow());
            }
        }
        components.sort(Comparator.comparing(c -> !c.certain())); // stable: required first
        return List.copyOf(components);
    }

    private static void mustFit(String type, TypeDef.Property newer, TypeDef.Property older) {
        var to = RecordWriter.javaType(newer.value());
        var from = RecordWriter.javaType(older.value());
        if (!to.equals(from) && !(to.equals("BigDecimal") && from.equals("Integer"))) {
            throw new IllegalStateException(type + "." + newer.name() + ": " + from + " does not fit into " + to);
        }
    }
}
