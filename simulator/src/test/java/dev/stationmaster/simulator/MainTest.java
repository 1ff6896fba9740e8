package dev.stationmaster.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MainTest {
    @Test
    void stationsOfAllVersionsChargeAndTheProgramEndsByItself(@TempDir Path folder) throws IOException {
        var journal = folder.resolve("journal.jsonl");
        try (var csms = new FakeCsms()) {
            var typed =
                    "simulate --url %s --id-pattern SIM-{n:3} --count 6 --mixed --sessions 1 --speed 200 --gap 20s --stay 2m --duration 20s --journal %s"
                            .formatted(csms.url(), journal);
            assertThat(Main.run(List.of(typed.split(" ")))).isZero();
            assertThat(csms.violations()).isEmpty();
        }
        var lines = Files.readAllLines(journal);
        assertThat(lines)
                .filteredOn(line -> line.contains("\"StopTransaction\""))
                .hasSize(2);
        assertThat(lines).filteredOn(line -> line.contains("\"Ended\"")).hasSize(4);
        assertThat(lines)
                .filteredOn(line -> line.contains("\"BootNotification\""))
                .hasSize(6);
        assertThat(lines).anyMatch(line -> line.contains("\"station\":\"SIM-006\""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--url http://x/",
                "--count none",
                "--version 3",
                "--speed 0",
                "--duration soon",
                "--colour blue",
                "--id X --count 2",
                "--profile 1",
                "dance"
            })
    void whatIsTypedWrongIsSaidAndEndsWithTwo(String typed) {
        assertThat(Main.run(List.of(typed.split(" ")))).isEqualTo(2);
    }
}
