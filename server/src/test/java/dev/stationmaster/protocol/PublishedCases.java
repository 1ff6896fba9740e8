package dev.stationmaster.protocol;

import dev.stationmaster.ocpp.Version;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which published case plays which message, read from the sources of the conformance tests: a case plays the messages and the commands that its
 * method names, or that a method it calls names.
 */
final class PublishedCases {
    private static final Pattern METHOD = Pattern.compile(
            "(?m)^(    |        )(?:\\w[^;={}()]*? )(?!if|for|while|switch|catch)(\\w+)\\([^{};]*?\\)\\s*\\{$");
    private static final Pattern CASE = Pattern.compile("@OcaCase\\((?:value = )?\"(TC_\\w+)\"");
    private static final Pattern CALLED = Pattern.compile("\\b([a-z]\\w+)\\(");
    private static final Pattern QUOTED = Pattern.compile("\"(\\w+)\\\\?\"");

    private static final Map<Version, String> HARNESS =
            Map.of(Version.V16, "Ocpp16", Version.V201, "Ocpp201", Version.V21, "Ocpp21");

    private final Map<Version, Map<String, Set<String>>> byVersion = new EnumMap<>(Version.class);

    /** @param commands the actions that a command of that type sends, by version */
    PublishedCases(Path sources, Map<Version, Map<String, Set<String>>> commands) throws IOException {
        var shared = new EnumMap<Version, Map<String, String>>(Version.class);
        for (Version version : Version.values()) {
            var helpers = methods(Files.readString(sources.resolve("harness/" + HARNESS.get(version) + ".java")));
            for (String each : new String[] {"16", "201"}) {
                helpers.put("boot" + each, "\"BootNotification\"");
                helpers.put("status" + each, "\"StatusNotification\"");
            }
            shared.put(version, helpers);
        }
        try (var files = Files.list(sources)) {
            for (Path file : files.sorted().toList()) {
                Version version = version(file.getFileName().toString());
                if (version == null) continue;
                var known = new HashMap<>(shared.get(version));
                String text = Files.readString(file);
                known.putAll(methods(text));
                cases(text).forEach((id, body) -> {
                    var words = new TreeSet<String>();
                    words(body, known, new TreeSet<>(), words);
                    for (String word : words) add(version, word, id, commands.get(version));
                });
            }
        }
    }

    private static @Nullable Version version(String file) {
        if (file.matches("Ocpp16\\w*Test\\.java")) return Version.V16;
        if (file.matches("Ocpp201\\w*Test\\.java")) return Version.V201;
        return file.matches("Ocpp21\\w*Test\\.java") ? Version.V21 : null;
    }

    private void add(Version version, String word, String id, Map<String, Set<String>> commands) {
        var cases = byVersion.computeIfAbsent(version, _ -> new HashMap<>());
        cases.computeIfAbsent(word, _ -> new TreeSet<>()).add(id);
        for (String action : commands.getOrDefault(word, Set.of()))
            cases.computeIfAbsent(action, _ -> new TreeSet<>()).add(id);
    }

    /** The ids of the cases that play this message in this version, sorted. */
    Collection<String> of(Version version, String action) {
        return byVersion.getOrDefault(version, Map.of()).getOrDefault(action, Set.of());
    }

    private static Map<String, String> cases(String text) {
        var found = new LinkedHashMap<String, String>();
        var at = CASE.matcher(text);
        while (at.find()) found.put(at.group(1), body(text, at.end(), "    "));
        return found;
    }

    private static Map<String, String> methods(String text) {
        var found = new HashMap<String, String>();
        var at = METHOD.matcher(text);
        while (at.find()) found.merge(at.group(2), body(text, at.start(), at.group(1)), String::concat);
        return found;
    }

    /** Up to the brace that closes the method, which stands alone where the method began. */
    private static String body(String text, int from, String indent) {
        int end = text.indexOf("\n" + indent + "}\n", from);
        return text.substring(from, end < 0 ? text.length() : end);
    }

    private static void words(String body, Map<String, String> methods, Set<String> visited, Set<String> words) {
        var quoted = QUOTED.matcher(body);
        while (quoted.find()) words.add(quoted.group(1));
        var called = CALLED.matcher(body);
        while (called.find()) {
            String callee = called.group(1);
            if (methods.containsKey(callee) && visited.add(callee)) words(methods.get(callee), methods, visited, words);
        }
    }
}
