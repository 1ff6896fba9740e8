package dev.stationmaster.conformance.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stationmaster.conformance.harness.Csms;
import dev.stationmaster.conformance.harness.CsmsUnderTest;
import dev.stationmaster.conformance.harness.Scrape;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

@ExtendWith(CsmsUnderTest.class)
class MonitoringTest {
    private static final Path DOCS = Path.of("../docs");
    /** A row of the table: name, type, unit. */
    private static final Pattern ROW =
            Pattern.compile("^\\| `([a-z_]+)` \\| (\\w+) \\| ([^|]*) \\|", Pattern.MULTILINE);

    private static final Pattern NAME = Pattern.compile(
            "\\b(?:stationmaster|jvm|process|system|hikaricp|jdbc|http|disk|tomcat|logback)_\\w+\\b|\\bup\\b");

    @Test
    void everyMetricIsInTheTableAndEveryRowOfTheTableIsAMetric(Csms csms) throws IOException {
        Map<String, String> ours = new TreeMap<>();
        Scrape.of(csms).types().forEach((family, type) -> {
            // The greatest of the last minutes, which a timer shows beside its histogram.
            if (family.startsWith("stationmaster_") && !family.endsWith("_max")) ours.put(family, type);
        });
        Map<String, String> written = new TreeMap<>();
        Matcher row = ROW.matcher(Files.readString(DOCS.resolve("monitoring.md")));
        while (row.find()) {
            String name = row.group(1);
            written.put(name, row.group(2));
            if (name.contains("_seconds"))
                assertThat(row.group(3)).as("unit of %s", name).startsWith("seconds");
            if (name.contains("_bytes"))
                assertThat(row.group(3)).as("unit of %s", name).startsWith("bytes");
        }
        assertThat(written).isEqualTo(ours);
    }

    @Test
    void everyPanelAsksForMetricsThatExist(Csms csms) throws IOException {
        JsonNode dashboard =
                JsonMapper.shared().readTree(Files.readString(DOCS.resolve("monitoring/grafana-dashboard.json")));
        List<String> expressions = new ArrayList<>();
        for (JsonNode panel : dashboard.get("panels")) {
            for (JsonNode target : panel.path("targets"))
                expressions.add(target.get("expr").asString());
        }
        assertThat(expressions).hasSizeGreaterThan(15);
        assertKnown(csms, expressions);
    }

    @Test
    void everyAlertAsksForMetricsThatExist(Csms csms) throws IOException {
        JsonNode rules = new YAMLMapper().readTree(Files.readString(DOCS.resolve("monitoring/alerts.yaml")));
        List<String> expressions = new ArrayList<>();
        String explained = Files.readString(DOCS.resolve("monitoring.md"));
        for (JsonNode group : rules.get("groups")) {
            for (JsonNode rule : group.get("rules")) {
                expressions.add(rule.get("expr").asString());
                assertThat(explained).contains("`" + rule.get("alert").asString() + "`");
                assertThat(rule.get("annotations").get("summary").asString()).isNotBlank();
            }
        }
        assertThat(expressions).hasSizeGreaterThan(8);
        assertKnown(csms, expressions);
    }

    private static void assertKnown(Csms csms, List<String> expressions) {
        Set<String> known = new TreeSet<>(Scrape.of(csms).names());
        known.add("up"); // Prometheus' own
        for (String expression : expressions) {
            Matcher name = NAME.matcher(expression);
            Set<String> asked = new TreeSet<>();
            while (name.find()) asked.add(name.group());
            assertThat(asked).as("metrics in %s", expression).isNotEmpty();
            assertThat(known).as("metrics in %s", expression).containsAll(asked);
        }
    }
}
