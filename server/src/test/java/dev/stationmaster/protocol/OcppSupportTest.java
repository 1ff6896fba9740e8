package dev.stationmaster.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stationmaster.command.CommandEncoder;
import dev.stationmaster.command.Encoded;
import dev.stationmaster.command.StationCommand;
import dev.stationmaster.devicemodel.Variable;
import dev.stationmaster.ocpp.Codec;
import dev.stationmaster.ocpp.Direction;
import dev.stationmaster.ocpp.Version;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AssignableTypeFilter;

/**
 * docs/ocpp-support.md is what the bindings, the encoders of commands and the published cases say. With {@code -Dsupport.write=true} it is written
 * instead of compared.
 */
class OcppSupportTest {
    private static final Path DOCUMENT = Path.of("../docs/ocpp-support.md");
    private static final Path CASES = Path.of("../conformance/src/test/java/dev/stationmaster/conformance");
    private static final List<Version> VERSIONS = List.of(Version.V16, Version.V201, Version.V21);
    private static final Map<Version, String> NAMES =
            Map.of(Version.V16, "1.6", Version.V201, "2.0.1", Version.V21, "2.1");
    /** Carried out in steps that are decided one by one, so no single encoding tells what is sent. */
    private static final Map<String, Set<String>> IN_STEPS =
            Map.of("SyncLocalList", Set.of("GetLocalListVersion", "SendLocalList"));

    private static final String HEAD = """
            # Messages, and what is done with them

            Made from the list of bindings, the encoders of commands and the published cases; a test compares this file with them.
            `mvn -q -pl server -am test -Dtest=OcppSupportTest -Dsurefire.failIfNoSpecifiedTests=false -Dsupport.write=true` writes it anew.

            - The block is the class that translates a message into a call of a feature; *notice* is kept as it came and answered as the standard wants of a
              server without that feature.
            - A message of a version that has no block is answered NotSupported; one that the version does not have, NotImplemented; `–` marks it.
            - A case is named where its test sends or expects the message. Every message that this server can send also goes through the raw door,
              `POST /api/v1/stations/{id}/calls`.
            """;

    private final Map<Version, Map<String, String>> blocks = new EnumMap<>(Version.class);
    /** Type of command to the actions it sends. */
    private final Map<Version, Map<String, Set<String>>> commands = new EnumMap<>(Version.class);

    @Test
    void theDocumentSaysWhatTheCodeSays() throws IOException {
        readBlocks();
        readCommands();
        String made = document(new PublishedCases(CASES, commands));
        if (Boolean.getBoolean("support.write")) Files.writeString(DOCUMENT, made);
        assertThat(Files.readString(DOCUMENT))
                .as("docs/ocpp-support.md; its first lines tell how it is written anew")
                .isEqualTo(made);
    }

    @Test
    void everyCommandCanBeSentInSomeVersion() {
        readCommands();
        List<String> never = CommandSamples.types().stream()
                .map(Class::getSimpleName)
                .filter(type -> VERSIONS.stream()
                        .noneMatch(version -> commands.get(version).containsKey(type)))
                .filter(type -> !type.equals("Call"))
                .toList();
        assertThat(never)
                .as("commands of which no sample can be encoded: CommandSamples must know their words")
                .isEmpty();
    }

    private void readBlocks() {
        for (InboundBlock block : made(InboundBlock.class)) {
            for (Version version : block.versions()) {
                var byAction = blocks.computeIfAbsent(version, _ -> new TreeMap<>());
                for (Binding<?, ?> binding : block.bindings()) {
                    if (!Codec.of(version).knows(binding.action())) continue;
                    boolean notice = block.getClass().getSimpleName().contains("Notice")
                            || binding.handler().getClass().getName().startsWith(Notices.class.getName());
                    byAction.put(
                            binding.action(),
                            notice ? "notice" : block.getClass().getSimpleName());
                }
            }
        }
    }

    private void readCommands() {
        for (CommandEncoder encoder : made(CommandEncoder.class)) {
            for (Version version : encoder.versions()) {
                var actions = commands.computeIfAbsent(version, _ -> new TreeMap<>());
                for (Class<?> type : CommandSamples.types()) {
                    var sent = new TreeSet<>(IN_STEPS.getOrDefault(type.getSimpleName(), Set.of()));
                    if (!type.equals(StationCommand.Call.class))
                        CommandSamples.of(type).forEach(sample -> sent.addAll(sent(encoder, sample, version)));
                    if (!sent.isEmpty()) actions.put(type.getSimpleName(), sent);
                }
            }
        }
    }

    private static List<String> sent(CommandEncoder encoder, StationCommand sample, Version version) {
        try {
            return encoder.encode(sample, new Anywhere(version)) instanceof Encoded.Calls calls
                    ? calls.calls().stream().map(Encoded.Call::action).toList()
                    : List.of();
        } catch (RuntimeException e) {
            // This sample breaks a rule of the version.
            return List.of();
        }
    }

    private String document(PublishedCases cases) {
        var text = new StringBuilder(HEAD);
        text.append("\n## From stations\n\n| message | ");
        text.append(VERSIONS.stream().map(NAMES::get).collect(Collectors.joining(" | ")));
        text.append(" | cases |\n| --- | --- | --- | --- | --- |\n");
        for (String action : actions(Direction.FROM_STATION)) {
            row(text, action, Direction.FROM_STATION, version -> {
                String block = blocks.getOrDefault(version, Map.of()).get(action);
                return block == null ? "NotSupported" : block;
            });
            text.append(cases(cases, action)).append(" |\n");
        }
        text.append("\n## To stations\n\n| message | ");
        text.append(VERSIONS.stream().map(NAMES::get).collect(Collectors.joining(" | ")));
        text.append(" | cases |\n| --- | --- | --- | --- | --- |\n");
        for (String action : actions(Direction.FROM_CSMS)) {
            row(text, action, Direction.FROM_CSMS, version -> {
                List<String> types = commands.getOrDefault(version, Map.of()).entrySet().stream()
                        .filter(one -> one.getValue().contains(action))
                        .map(Map.Entry::getKey)
                        .toList();
                return types.isEmpty() ? "raw door" : String.join(", ", types);
            });
            text.append(cases(cases, action)).append(" |\n");
        }
        return text.toString();
    }

    private static Set<String> actions(Direction direction) {
        return VERSIONS.stream()
                .flatMap(version -> Codec.of(version).actions(direction).stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private interface Cell {
        String of(Version version);
    }

    private static void row(StringBuilder text, String action, Direction direction, Cell cell) {
        text.append("| ").append(action).append(" | ");
        for (Version version : VERSIONS) {
            boolean there = Codec.of(version).actions(direction).contains(action);
            text.append(there ? cell.of(version) : "–").append(" | ");
        }
    }

    private static String cases(PublishedCases cases, String action) {
        return VERSIONS.stream()
                .filter(version -> Codec.of(version).knows(action)
                        && !cases.of(version, action).isEmpty())
                .map(version -> NAMES.get(version) + ": "
                        + cases.of(version, action).stream()
                                .map(id -> id.substring("TC_".length()))
                                .collect(Collectors.joining(" ")))
                .collect(Collectors.joining("; "));
    }

    /** The components of that type, made without what they work with: here they only tell what they bind. */
    private static <T> List<T> made(Class<T> type) {
        var scanner = new ClassPathScanningCandidateComponentProvider(false);
        scanner.addIncludeFilter(new AssignableTypeFilter(type));
        var made = new ArrayList<T>();
        for (var found : scanner.findCandidateComponents("dev.stationmaster.protocol")) {
            try {
                var constructor = Class.forName(found.getBeanClassName()).getDeclaredConstructors()[0];
                constructor.setAccessible(true);
                Object[] arguments = Arrays.stream(constructor.getParameterTypes())
                        .map(parameter -> parameter == Notices.class ? new Notices(null) : null)
                        .toArray();
                made.add(type.cast(constructor.newInstance(arguments)));
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(found.getBeanClassName() + " cannot be made", e);
            }
        }
        return made;
    }

    /** A station of which nothing is known, with an operator who forces everything. */
    private record Anywhere(Version version) implements CommandEncoder.Context {
        @Override
        public boolean force() {
            return true;
        }

        @Override
        public int nextRequestId() {
            return 1;
        }

        @Override
        public OptionalInt limit(Variable variable) {
            return OptionalInt.empty();
        }
    }
}
