package dev.stationmaster.structure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Each requirement in docs/requirements-2.0.1.md is named where it is kept. With {@code -Drequirements.write=true} the document's last column is
 * written from that.
 */
class RequirementsTest {
    private static final Path DOCUMENT = Path.of("../docs/requirements-2.0.1.md");
    private static final Path CODE = Path.of("src/main/java/dev/stationmaster");
    private static final Pattern ID = Pattern.compile("\\b[A-P]\\d{2}\\.FR\\.\\d{2,3}\\b");
    private static final Pattern ROW = Pattern.compile("\\| (\\S+) \\| ([^|]+) \\|[^|]*\\|");

    @Test
    void everyRequirementOfTheDocumentIsNamedInTheCodeThatKeepsIt() throws IOException {
        Map<String, Set<String>> named = named();
        List<String> lines = new ArrayList<>();
        List<String> nowhere = new ArrayList<>();
        for (String line : Files.readAllLines(DOCUMENT)) {
            Matcher row = ROW.matcher(line);
            if (!row.matches() || !ID.matcher(row.group(1)).matches()) {
                lines.add(line);
                continue;
            }
            Set<String> places = named.getOrDefault(row.group(1), Set.of());
            if (places.isEmpty()) nowhere.add(row.group(1));
            lines.add("| " + row.group(1) + " | " + row.group(2) + " | " + String.join(", ", places) + " |");
        }
        assertThat(lines).as("rows of the document").hasSizeGreaterThan(50);
        assertThat(nowhere).as("requirements that no code names").isEmpty();
        if (Boolean.getBoolean("requirements.write")) Files.write(DOCUMENT, lines);
    }

    private static Map<String, Set<String>> named() throws IOException {
        Map<String, Set<String>> places = new TreeMap<>();
        try (Stream<Path> files = Files.walk(CODE)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
                String name = file.getFileName().toString().replace(".java", "");
                Matcher ids = ID.matcher(Files.readString(file));
                while (ids.find())
                    places.computeIfAbsent(ids.group(), _ -> new TreeSet<>())
                            .add(file.getParent().getFileName() + "." + name);
            }
        }
        return places;
    }
}
