package dev.stationmaster.conformance.harness;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Predicate;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/** Writes what came of each published case to {@code target/conformance.md}; docs/conformance.md is a copy of a whole run's. */
public final class OutcomeTable implements TestExecutionListener {
    private static final String HEAD = """
            # Published cases for a CSMS, and what came of them

            Made by the conformance tests, which play the station over a real socket against the packaged server (`./stationmaster test`). Each id is one
            test; its name tells what is played. A self-check runs the same tests against a server that merely says yes, where none of them may pass.

            | id | version | what is played | outcome |
            | --- | --- | --- | --- |
            """;
    private static final Predicate<String> ROW = line -> line.startsWith("| TC_");

    private final Map<String, String> rows = new ConcurrentSkipListMap<>();
    private boolean selfCheck;

    @Override
    public void testPlanExecutionStarted(TestPlan plan) {
        selfCheck = plan.getConfigurationParameters().get(CsmsUnderTest.WHICH).isPresent();
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        if (test.getSource().orElse(null) instanceof MethodSource source) {
            Method method = source.getJavaMethod();
            OcaCase published = method.getAnnotation(OcaCase.class);
            if (published == null) return;
            String row = row(method, published, result);
            rows.put(key(row), row);
        }
    }

    private static String version(Method method) {
        return method.getDeclaringClass().getSimpleName().startsWith("Ocpp16") ? "1.6" : "2.0.1";
    }

    private static String row(Method method, OcaCase published, TestExecutionResult result) {
        String outcome = result.getStatus() == TestExecutionResult.Status.SUCCESSFUL ? "passed" : "FAILED";
        String sentence = method.getName().replaceAll("([A-Z])", " $1").toLowerCase(Locale.ROOT);
        return "| " + published.value() + " | " + version(method) + " | " + sentence + " | " + outcome + " |";
    }

    /** The rows of this run replace those of the same cases; the classes of one run may be spread over processes. */
    @Override
    public void testPlanExecutionFinished(TestPlan plan) {
        if (selfCheck || rows.isEmpty()) return;
        Path file = Path.of("target", "conformance.md");
        try (var lock = FileChannel.open(Path.of("target", "conformance.lock"), CREATE, WRITE);
                var _ = lock.lock()) {
            Map<String, String> all = new TreeMap<>();
            if (Files.exists(file))
                Files.readAllLines(file).stream().filter(ROW).forEach(row -> all.put(key(row), row));
            all.putAll(rows);
            Files.writeString(file, HEAD + String.join("\n", all.values()) + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String key(String row) {
        String[] cells = row.split(" *\\| *");
        return cells[2] + " " + cells[1];
    }
}
