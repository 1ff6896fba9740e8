package dev.stationmaster.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stationmaster.platform.StartRefused;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandLineTest {
    @Test
    void withoutAnyWordTheServerRunsOnTheDefaults() {
        var options = CommandLine.of(List.of(), Map.of()).options();
        assertThat(options.port()).isEqualTo(8080);
        assertThat(options.ocppPort()).isEqualTo(9000);
        assertThat(options.ocppTlsPort()).isEqualTo(9443);
        assertThat(options.data()).isEqualTo(Path.of("data"));
        assertThat(options.embeddedDatabase()).isTrue();
    }

    @Test
    void anOptionWinsOverTheVariableOfTheSameMeaning() {
        var environment = Map.of("STATIONMASTER_PORT", "1", "STATIONMASTER_OCPP_PORT", "2", "STATIONMASTER_DATA", "d");
        var options = CommandLine.of(List.of("run", "--port", "3", "--ocpp-tls-port=4"), environment)
                .options();
        assertThat(options.port()).isEqualTo(3);
        assertThat(options.ocppPort()).isEqualTo(2);
        assertThat(options.ocppTlsPort()).isEqualTo(4);
        assertThat(options.data()).isEqualTo(Path.of("d"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "run --port x             | --port is \"x\", but must be a port number from 1 to 65535, or 0 for a free one.",
                "run --port 65536         | --port is \"65536\", but must be",
                "run --port               | The option --port needs a value behind it.",
                "run --data=              | The option --data has an empty value.",
                "run --colour red         | There is no option --colour",
                "run --database-password x| There is no option --database-password",
                "run fast                 | Nothing is known about \"fast\"",
                "fly                      | There is no command fly",
                "backup                   | Name the file: ./stationmaster backup FILE.",
                "run --provision /nowhere | The provisioning file /nowhere (from --provision) is no file that exists.",
            })
    void whatIsWrongIsSaidInOneSentence(String typed, String sentence) {
        assertThatThrownBy(() -> CommandLine.of(List.of(typed.strip().split(" ")), Map.of()))
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining(sentence);
    }

    @Test
    void aWrongVariableIsNamedAsTheVariable() {
        assertThatThrownBy(() -> CommandLine.of(List.of("run"), Map.of("STATIONMASTER_OCPP_PORT", "-1")))
                .hasMessageStartingWith("STATIONMASTER_OCPP_PORT is \"-1\"");
    }

    @Test
    void aPortInUseIsToldWithTheOptionThatChangesIt() throws IOException {
        try (var taken = new ServerSocket(0)) {
            var port = Integer.toString(taken.getLocalPort());
            var line = CommandLine.of(
                    List.of("run", "--port", "0", "--ocpp-port", port, "--ocpp-tls-port", "0"), Map.of());
            assertThatThrownBy(() -> FreePorts.require(line.properties()))
                    .hasMessageContaining("Port " + port + " (stations)")
                    .hasMessageContaining("--ocpp-port");
        }
    }
}
