package dev.stationmaster.conformance.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/** Writes what came of each published case to {@code target/conformance.md}; docs/conformance.md is a copy of a whole run's. */
public final class OutcomeTable implements TestExecutionListener {
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
            if (published != null) rows.put(key(method, published), row(method, published, result));
        }
    }

    private static String key(Method method, OcaCase published) {
        return version(method) + " " + published.value();
    }

    private static String version(Method method) {
        return method.getDeclaringClass().getSimpleName().startsWith("Ocpp16") ? "1.6" : "2.0.1";
    }

    private static String row(Method method, OcaCase published, TestExecutionResult result) {
        String outcome = result.getStatus() == TestExecutionResult.Status.SUCCESSFUL ? "passed" : "FAILED";
        String sentence = method.getName().replaceAll("([A-Z])", " $1").toLowerCase(Locale.ROOT);
        return "| " + published.value() + " | " + version(method) + " | " + sentence + " | " + outcome + " |";
    }

    @Override
    public void testPlanExecutionFinished(TestPlan plan) {
        if (selfCheck || rows.isEmpty()) return;
        StringBuilder table = new StringBuilder("""
                # Published cases for a CSMS, and what came of them

                Made by the conformance tests, which play the station over a real socket against the packaged server (`./stationmaster test`). Each id is one
                test; its name tells what is played. A self-check runs the same tests against a server that merely says yes, where none of them may pass.

                | id | version | what is played | outcome |
                | --- | --- | --- | --- |
                """);
        new TreeMap<>(rows).values().forEach(row -> table.append(row).append('\n'));
        try {
            Files.writeString(Path.of("target", "conformance.md"), table);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
