package dev.stationmaster.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectPackage;

import dev.stationmaster.conformance.harness.CsmsUnderTest;
import dev.stationmaster.conformance.harness.OcaCase;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.discovery.ClassNameFilter;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.EngineFilter;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** Tries the suite on a server that answers success to everything: only the cases that ask no more may pass. */
class SelfCheckTest {
    @Test
    void aServerThatMerelySaysYesPassesOnlyWhatAsksNoMore() {
        var passed = new ConcurrentSkipListSet<String>();
        var asksNoMore = new ConcurrentSkipListSet<String>();
        var tried = new ConcurrentSkipListSet<String>();
        var request = LauncherDiscoveryRequestBuilder.request()
                .selectors(selectPackage("dev.stationmaster.conformance"))
                .filters(
                        EngineFilter.includeEngines("junit-jupiter"),
                        ClassNameFilter.includeClassNamePatterns(".*\\.Ocpp\\d+\\w*Test"))
                .configurationParameter(CsmsUnderTest.WHICH, "yes")
                // What fails there mostly waits until its patience ends.
                .configurationParameter("junit.jupiter.execution.parallel.enabled", "true")
                .configurationParameter("junit.jupiter.execution.parallel.mode.default", "concurrent")
                .configurationParameter("junit.jupiter.execution.parallel.config.strategy", "fixed")
                .configurationParameter("junit.jupiter.execution.parallel.config.fixed.parallelism", "24")
                .build();

        LauncherFactory.create().execute(request, new TestExecutionListener() {
            @Override
            public void executionFinished(TestIdentifier test, TestExecutionResult result) {
                Optional<OcaCase> published = published(test);
                if (published.isEmpty()) return;
                String id = published.get().value();
                tried.add(id);
                if (published.get().askNoMore()) asksNoMore.add(id);
                if (result.getStatus() == TestExecutionResult.Status.SUCCESSFUL) passed.add(id);
            }
        });

        assertThat(tried).hasSizeGreaterThan(3);
        assertThat(minus(passed, asksNoMore)).as("cases whose test cannot fail").isEmpty();
    }

    private static Set<String> minus(Set<String> all, Set<String> without) {
        var rest = new TreeSet<>(all);
        rest.removeAll(without);
        return rest;
    }

    private static Optional<OcaCase> published(TestIdentifier test) {
        return test.getSource()
                .filter(MethodSource.class::isInstance)
                .map(source -> ((MethodSource) source).getJavaMethod().getAnnotation(OcaCase.class));
    }
}
