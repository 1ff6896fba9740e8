package dev.stationmaster.ocpp.codegen;

import dev.stationmaster.ocpp.codegen.Family.RecordDef;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes what the runtime needs beside the records: making and taking them apart, and the rules of each version. */
final class TableWriter {
    private static final String HEAD = """
            package dev.stationmaster.ocpp;

            """;

    private final Family family;
    private final List<RecordDef> records;
    private final Map<String, RecordDef> byName;

    TableWriter(Family family) {
        this.family = family;
        this.records = family.records();
        this.byName = records.stream().collect(Collectors.toMap(RecordDef::name, r -> r));
    }

    /** The class that builds records from values in component order, and lists their values. */
    String access(String className) {
        var body = new StringBuilder(HEAD);
        body.append("import org.jspecify.annotations.Nullable;\n\n");
        body.append("/** Makes and reads the records of ")
                .append(family.packageName())
                .append(". */\n");
        body.append("final class ").append(className).append(" implements RecordAccess {\n");
        body.append(
                "    @Override\n    public Object make(int type, @Nullable Object[] v) {\n        return switch (type) {\n");
        records.forEach(r -> body.append("            case %d -> make%d(v);\n".formatted(r.id(), r.id())));
        body.append(
                "            default -> throw new IllegalArgumentException(\"type \" + type);\n        };\n    }\n\n");
        body.append(
                "    @Override\n    public @Nullable Object[] take(int type, Object r) {\n        return switch (type) {\n");
        records.forEach(r -> body.append("            case %d -> take%d(r);\n".formatted(r.id(), r.id())));
        body.append(
                "            default -> throw new IllegalArgumentException(\"type \" + type);\n        };\n    }\n");
        for (var r : records) {
            var type = family.packageName() + "." + r.name();
            var arguments = new StringBuilder();
            var values = new StringBuilder();
            var unchecked = false;
            for (int i = 0; i < r.components().size(); i++) {
                var c = r.components().get(i);
                unchecked |= c.value() instanceof ValueDef.Items;
                arguments.append(i == 0 ? "" : ", ").append("(%s) v[%d]".formatted(qualified(c.value()), i));
                values.append(i == 0 ? "" : ", ").append("r.%s()".formatted(c.name()));
            }
            body.append('\n');
            if (unchecked) {
                body.append("    @SuppressWarnings(\"unchecked\")\n");
            }
            body.append("    private static Object make%d(@Nullable Object[] v) {\n".formatted(r.id()));
            body.append("        return new %s(%s);\n    }\n\n".formatted(type, arguments));
            body.append("    private static @Nullable Object[] take%d(Object o) {\n".formatted(r.id()));
            if (r.components().isEmpty()) {
                body.append("        return new Object[0];\n    }\n");
            } else {
                body.append(
                        "        var r = (%s) o;\n        return new Object[] {%s};\n    }\n".formatted(type, values));
            }
        }
        return body.append("}\n").toString();
    }

    private String qualified(ValueDef value) {
        return switch (value) {
            case ValueDef.Ref(String type) -> family.packageName() + "." + type;
            case ValueDef.Items(ValueDef item, var _, var _) -> "java.util.List<" + qualified(item) + ">";
            case ValueDef.Time _ -> "java.time.Instant";
            case ValueDef.Decimal _ -> "java.math.BigDecimal";
            default -> RecordWriter.javaType(value);
        };
    }

    /** The class that holds the rules of one version. */
    String shapes(String className, SchemaSet version, String accessClass) {
        var body = new StringBuilder(HEAD);
        body.append("/** The rules of OCPP ").append(version.version()).append(". */\n");
        body.append("final class ").append(className).append(" {\n");
        body.append("    private ").append(className).append("() {}\n\n");
        body.append("    static ShapeTable table() {\n");
        body.append("        var t = new ShapeTable(Version.%s, new %s(), %d);\n"
                .formatted(className.replace("Shapes", ""), accessClass, records.size()));
        var present = records.stream()
                .filter(r -> version.types().containsKey(r.name()))
                .toList();
        present.forEach(r -> body.append("        type%d(t);\n".formatted(r.id())));
        version.actions()
                .forEach((action, a) -> body.append(
                        "        t.action(\"%s\", %d, %d);\n".formatted(action, id(a.request()), id(a.response()))));
        body.append("        return t;\n    }\n");
        for (var r : present) {
            var type = version.types().get(r.name());
            body.append("\n    private static void type%d(ShapeTable t) {\n".formatted(r.id()));
            body.append("        t.object(%d, %s.%s.class, %d)"
                    .formatted(
                            r.id(),
                            family.packageName(),
                            r.name(),
                            r.components().size()));
            for (int i = 0; i < r.components().size(); i++) {
                var component = r.components().get(i);
                var property = type.property(component.name());
                if (property.isPresent()) {
                    var p = property.get();
                    body.append("\n                .add(%d, \"%s\", %s, %s)"
                            .formatted(
                                    i,
                                    p.name(),
                                    p.required(),
                                    rule(r.name() + "." + p.name(), p.value(), component.value())));
                }
            }
            body.append(";\n    }\n");
        }
        return body.append("}\n").toString();
    }

    private int id(String record) {
        return record.isEmpty() ? -1 : byName.get(record).id();
    }

    private String rule(String where, ValueDef value, ValueDef carrier) {
        return switch (value) {
            case ValueDef.Text(Integer max, List<String> values, boolean uri) ->
                "ValueShape.text(%d, %s, %s%s)"
                        .formatted(
                                max == null ? -1 : max,
                                uri,
                                Leniency.keepsUnknown(where),
                                values.stream().map(v -> ", \"" + v + "\"").collect(Collectors.joining()));
            case ValueDef.Time _ -> "ValueShape.TIME";
            case ValueDef.Flag _ -> "ValueShape.FLAG";
            case ValueDef.Any _ -> "ValueShape.ANY";
            case ValueDef.Custom _ -> "ValueShape.CUSTOM";
            case ValueDef.Whole(Long _, Long _, boolean register) when register -> "ValueShape.REGISTER";
            case ValueDef.Whole(Long min, Long max, boolean _) ->
                "ValueShape.whole(%s, %s, %s, %s)"
                        .formatted(
                                bound(min, "Integer.MIN_VALUE"),
                                bound(max, "Integer.MAX_VALUE"),
                                Leniency.keepsUnknown(where),
                                carrier instanceof ValueDef.Decimal);
            case ValueDef.Decimal(String min, String max, String step) ->
                "ValueShape.decimal(%s, %s, %s)".formatted(quoted(min), quoted(max), quoted(step));
            case ValueDef.Ref(String type) -> "t.ref(%d)".formatted(id(type));
            case ValueDef.Items(ValueDef item, Integer min, Integer max) ->
                "ValueShape.list(%s, %d, %s)"
                        .formatted(
                                rule(
                                        where,
                                        item,
                                        carrier instanceof ValueDef.Items(ValueDef i, var _, var _) ? i : carrier),
                                min == null ? 0 : min,
                                max == null ? "Integer.MAX_VALUE" : max.toString());
        };
    }

    private static String bound(@Nullable Long bound, String otherwise) {
        return bound == null ? otherwise : Integer.toString(Math.toIntExact(bound));
    }

    private static String quoted(@Nullable String text) {
        return text == null ? "null" : "\"" + text + "\"";
    }
}
