package dev.stationmaster.protocol;

import dev.stationmaster.command.StationCommand;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Commands of every type, made from the components of their records, so that a new type needs no sample of its own. */
final class CommandSamples {
    /** Texts that are words; any other text is {@code 1}. */
    private static final Map<String, List<String>> WORDS = Map.ofEntries(
            Map.entry(
                    "message",
                    List.of(
                            "Heartbeat",
                            "MeterValues",
                            "SignChargePointCertificate",
                            "SignChargingStationCertificate",
                            "CustomTrigger")),
            Map.entry("how", List.of("Immediate", "Hard", "OnIdle")),
            Map.entry("reset", List.of("Hard", "OnIdle")),
            Map.entry("kind", List.of("FullInventory")),
            Map.entry("criteria", List.of("Active")),
            Map.entry("updateType", List.of("Full", "Differential")),
            Map.entry("logType", List.of("DiagnosticsLog")),
            Map.entry("certificateType", List.of("CSMSRootCertificate", "ChargingStationCertificate")),
            Map.entry("password", List.of("0123456789abcdef0123")),
            Map.entry("hashAlgorithm", List.of("SHA256")),
            Map.entry("sources", List.of("CSO")),
            Map.entry("location", List.of("https://example.com/f")),
            Map.entry("ocppCsmsUrl", List.of("wss://example.com/ocpp")),
            Map.entry("ocppInterface", List.of("Wired0")),
            Map.entry("ocppTransport", List.of("JSON")),
            Map.entry("connectorType", List.of("cType2")),
            Map.entry("IdToken.type", List.of("ISO14443", "")),
            Map.entry("Monitor.type", List.of("Delta")),
            Map.entry("SetMonitoringBase.base", List.of("All")),
            Map.entry("GetMonitoringReport.criteria", List.of("DeltaMonitoring")),
            Map.entry("DisplayMessage.priority", List.of("InFront")),
            Map.entry("DisplayMessage.format", List.of("UTF8")),
            Map.entry("DisplayMessage.state", List.of("Charging")),
            Map.entry("GetDisplayMessages.priority", List.of("InFront")),
            Map.entry("GetDisplayMessages.state", List.of("Charging")),
            Map.entry("Attribute.type", List.of("Actual")),
            Map.entry("Setting.type", List.of("Actual")),
            Map.entry("component", List.of("EVSE", "")));

    private static final int MOST_OF_A_PART = 40;
    private static final int AT_RANDOM = 200;

    private CommandSamples() {}

    /** Every type of command there is, sorted by its word. */
    static List<Class<?>> types() {
        return leaves(StationCommand.class)
                .sorted((one, other) -> one.getSimpleName().compareTo(other.getSimpleName()))
                .toList();
    }

    private static Stream<Class<?>> leaves(Class<?> type) {
        Class<?>[] permitted = type.getPermittedSubclasses();
        return permitted == null ? Stream.of(type) : Arrays.stream(permitted).flatMap(CommandSamples::leaves);
    }

    /** Some of that type; what no record can hold is left out. */
    static List<StationCommand> of(Class<?> type) {
        return variants(type).stream().map(StationCommand.class::cast).toList();
    }

    /** With as little as may be, with everything, at random, and with each word and each optional part in turn; always the same. */
    private static List<Object> variants(Class<?> type) {
        RecordComponent[] components = type.getRecordComponents();
        List<List<@Nullable Object>> choices = new ArrayList<>();
        for (RecordComponent component : components) {
            String name = type.getSimpleName() + "." + component.getName();
            choices.add(choices(WORDS.containsKey(name) ? name : component.getName(), component.getAnnotatedType()));
        }
        Set<Object> made = new LinkedHashSet<>();
        @Nullable Object[] full = choices.stream().map(List::getFirst).toArray();
        @Nullable
        Object[] least = choices.stream()
                .map(some -> some.getLast() == null ? null : some.getFirst())
                .toArray();
        make(type, components, least, made);
        make(type, components, full, made);
        for (@Nullable Object[] base : List.of(least, full)) {
            for (int i = 0; i < base.length; i++) {
                for (@Nullable Object choice : choices.get(i)) {
                    @Nullable Object[] other = base.clone();
                    other[i] = choice;
                    make(type, components, other, made);
                }
            }
        }
        var dice = new Random(1);
        for (int i = 0; i < AT_RANDOM; i++) {
            @Nullable
            Object[] some = choices.stream()
                    .map(choice -> choice.get(dice.nextInt(choice.size())))
                    .toArray();
            make(type, components, some, made);
        }
        return List.copyOf(made);
    }

    private static void make(Class<?> type, RecordComponent[] components, @Nullable Object[] values, Set<Object> made) {
        try {
            Class<?>[] types =
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
            var constructor = type.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            made.add(constructor.newInstance(values));
        } catch (ReflectiveOperationException | RuntimeException e) {
            // This combination breaks a rule of the record itself.
            return;
        }
    }

    /** What the component may hold: fuller things first, null (where it may be) last. */
    private static List<@Nullable Object> choices(String name, AnnotatedType type) {
        List<@Nullable Object> some = new ArrayList<>(plain(name, type));
        if (type.isAnnotationPresent(Nullable.class)) some.add(null);
        return some;
    }

    private static List<?> plain(String name, AnnotatedType annotated) {
        Type type = annotated.getType();
        if (type == String.class) return WORDS.getOrDefault(name, List.of("1"));
        if (type == int.class || type == Integer.class) return List.of(1);
        if (type == long.class || type == Long.class) return List.of(1L);
        if (type == double.class || type == Double.class) return List.of(1.0);
        if (type == boolean.class || type == Boolean.class) return List.of(true, false);
        if (type == Instant.class) return List.of(Instant.parse("2030-01-01T00:00:00Z"));
        if (type == Duration.class) return List.of(Duration.ofMinutes(1));
        if (type == UUID.class) return List.of(new UUID(0, 1));
        if (type == BigDecimal.class) return List.of(BigDecimal.ONE);
        if (annotated instanceof AnnotatedParameterizedType generic
                && type instanceof ParameterizedType parameterized) {
            var element = plain(name, generic.getAnnotatedActualTypeArguments()[0]);
            if (parameterized.getRawType() == List.class)
                return Stream.concat(element.stream().map(List::of), Stream.of(List.of()))
                        .toList();
            if (parameterized.getRawType() == Set.class) return List.of(Set.copyOf(element), Set.of());
            return List.of(Map.of());
        }
        if (!(type instanceof Class<?> known)) return List.of();
        if (known.isEnum()) return List.of(known.getEnumConstants());
        if (known.isRecord()) return firsts(variants(known));
        Class<?>[] permitted = known.getPermittedSubclasses();
        if (permitted == null) return List.of();
        return Arrays.stream(permitted)
                .flatMap(one -> firsts(variants(one)).stream())
                .toList();
    }

    private static List<Object> firsts(List<Object> all) {
        return all.subList(0, Math.min(MOST_OF_A_PART, all.size()));
    }
}
