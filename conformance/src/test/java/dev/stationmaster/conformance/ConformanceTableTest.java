package dev.stationmaster.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stationmaster.conformance.harness.OcaCase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The table in the documentation names the cases that have a test, and no others. */
class ConformanceTableTest {
    @Test
    void theTableNamesEveryCaseThatHasATest() throws IOException {
        Set<String> shown = Files.readAllLines(Path.of("../docs/conformance.md")).stream()
                .filter(line -> line.startsWith("| TC_"))
                .map(line -> line.split(" \\| ")[1] + " " + line.split(" \\| ")[0].substring(2))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(shown)
                .as("docs/conformance.md; a whole run writes it anew to conformance/target/conformance.md")
                .isEqualTo(tested());
    }

    private static Set<String> tested() throws IOException {
        Set<String> ids = new TreeSet<>();
        try (var files = Files.list(Path.of("target/test-classes/dev/stationmaster/conformance"))) {
            for (Path file : files.toList()) {
                String name = file.getFileName().toString().replace(".class", "");
                if (!name.matches("Ocpp(16|201)\\w*Test")) continue;
                String version = name.startsWith("Ocpp16") ? "1.6" : "2.0.1";
                Arrays.stream(load(name).getDeclaredMethods())
                        .map(method -> method.getAnnotation(OcaCase.class))
                        .filter(published -> published != null)
                        .forEach(published -> ids.add(version + " " + published.value()));
            }
        }
        return ids;
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName("dev.stationmaster.conformance." + name);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }
}
