package dev.stationmaster.ocpp.codegen;

import dev.stationmaster.ocpp.codegen.Family.Component;
import dev.stationmaster.ocpp.codegen.Family.RecordDef;
import java.util.List;
import java.util.stream.Collectors;

/** Writes one record with its builder. */
final class RecordWriter {
    private final Family family;

    RecordWriter(Family family) {
        this.family = family;
    }

    static String javaType(ValueDef value) {
        return switch (value) {
            case ValueDef.Text _ -> "String";
            case ValueDef.Time _ -> "Instant";
            case ValueDef.Whole whole -> whole.register() ? "Long" : "Integer";
            case ValueDef.Decimal _ -> "BigDecimal";
            case ValueDef.Flag _ -> "Boolean";
            case ValueDef.Any _, ValueDef.Custom _ -> "JsonValue";
            case ValueDef.Ref(String type) -> type;
            case ValueDef.Items(ValueDef item, var _, var _) -> "List<" + javaType(item) + ">";
        };
    }

    private static String declaredType(Component component) {
        var type = javaType(component.value());
        if (!component.certain()) {
            return "@Nullable " + type;
        }
        return switch (type) {
            case "Integer" -> "int";
            case "Long" -> "long";
            case "Boolean" -> "boolean";
            default -> type;
        };
    }

    String packageInfo(String sentence) {
        return """
                /** %s */
                @NullMarked
                package %s;

                import org.jspecify.annotations.NullMarked;
                """.formatted(sentence, family.packageName());
    }

    String write(RecordDef def) {
        var components = def.components();
        var body = new StringBuilder();
        body.append("package ").append(family.packageName()).append(";\n\n");
        imports(components, body);
        var versions = family.versions().stream()
                .filter(v -> v.types().containsKey(def.name()))
                .map(SchemaSet::version)
                .collect(Collectors.joining(" and "));
        body.append("/**\n * ")
                .append(def.name())
                .append(" of OCPP ")
                .append(versions)
                .append(".\n");
        if (!components.isEmpty()) {
            body.append(" *\n");
        }
        for (var c : components) {
            body.append(" * @param ")
                    .append(c.name())
                    .append(' ')
                    .append(meaning(c))
                    .append('\n');
        }
        body.append(" */\npublic record ").append(def.name()).append('(');
        body.append(
                components.stream().map(c -> declaredType(c) + " " + c.name()).collect(Collectors.joining(", ")));
        body.append(") {\n");
        copies(def, body);
        if (components.size() > 3) {
            builder(def, body);
        }
        return body.append("}\n").toString();
    }

    private static void imports(List<Component> components, StringBuilder body) {
        var types = components.stream().map(c -> javaType(c.value())).collect(Collectors.joining(" "));
        if (types.contains("JsonValue")) body.append("import dev.stationmaster.ocpp.JsonValue;\n");
        if (types.contains("BigDecimal")) body.append("import java.math.BigDecimal;\n");
        if (types.matches(".*\\bInstant\\b.*")) body.append("import java.time.Instant;\n");
        if (types.contains("List<")) body.append("import java.util.List;\n");
        if (components.size() > 3 && components.stream().anyMatch(Component::certain)) {
            body.append("import java.util.Objects;\n");
        }
        if (components.size() > 3 || components.stream().anyMatch(c -> !c.certain())) {
            body.append("import org.jspecify.annotations.Nullable;\n");
        }
        body.append('\n');
    }

    private static String meaning(Component c) {
        var meaning = new StringBuilder(c.certain() ? "required" : "null when absent");
        if (!c.since().isEmpty()) {
            meaning.append("; since ").append(c.since());
        }
        describe(c.value(), meaning);
        return meaning.toString();
    }

    private static void describe(ValueDef value, StringBuilder meaning) {
        switch (value) {
            case ValueDef.Text(Integer max, List<String> values, var _) -> {
                if (max != null) meaning.append("; at most ").append(max).append(" characters");
                if (!values.isEmpty()) meaning.append("; one of ").append(String.join(", ", values));
            }
            case ValueDef.Whole(Long min, Long max, boolean _) -> bounds(min, max, meaning);
            case ValueDef.Decimal(String min, String max, String step) -> {
                bounds(min, max, meaning);
                if (step != null) meaning.append("; a multiple of ").append(step);
            }
            case ValueDef.Items(ValueDef item, Integer min, Integer max) -> {
                if (min != null) meaning.append("; at least ").append(min).append(" element(s)");
                if (max != null) meaning.append("; at most ").append(max).append(" element(s)");
                describe(item, meaning);
            }
            default -> {}
        }
    }

    private static void bounds(Object min, Object max, StringBuilder meaning) {
        if (min != null) meaning.append("; at least ").append(min);
        if (max != null) meaning.append("; at most ").append(max);
    }

    private static void copies(RecordDef def, StringBuilder body) {
        var lists = def.components().stream()
                .filter(c -> c.value() instanceof ValueDef.Items)
                .toList();
        if (lists.isEmpty()) {
            return;
        }
        body.append("    public ").append(def.name()).append(" {\n");
        for (var c : lists) {
            var copy = "List.copyOf(" + c.name() + ")";
            body.append("        ").append(c.name()).append(" = ");
            body.append(c.certain() ? copy : c.name() + " == null ? null : " + copy)
                    .append(";\n");
        }
        body.append("    }\n\n");
    }

    private static void builder(RecordDef def, StringBuilder body) {
        body.append("""
                    /** A builder with nothing set. */
                    public static Builder builder() {
                        return new Builder();
                    }

                    /** Sets by name what the record has; what is required must be set before {@link #build()}. */
                    public static final class Builder {
                """);
        for (var c : def.components()) {
            body.append("        private @Nullable %s %s;\n".formatted(javaType(c.value()), c.name()));
        }
        body.append("\n        private Builder() {}\n");
        for (var c : def.components()) {
            body.append("""

                            public Builder %s(%s value) {
                                this.%s = value;
                                return this;
                            }
                    """.formatted(c.name(), declaredType(c), c.name()));
        }
        body.append("""

                        /** @throws NullPointerException naming the required property that is not set */
                        public %s build() {
                            return new %s(
                """.formatted(def.name(), def.name()));
        body.append(def.components().stream()
                .map(c -> "                    "
                        + (c.certain() ? "Objects.requireNonNull(%s, \"%s\")".formatted(c.name(), c.name()) : c.name()))
                .collect(Collectors.joining(",\n")));
        body.append(");\n        }\n    }\n");
    }
}
