package dev.stationmaster.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Five minutes each ({@code -Dfault.fuzz-seconds}) of a fuzzer that watches which code it reaches, in a process of its own. */
@Tag("long")
class FuzzIT {
    private static final int SECONDS = Integer.getInteger("fault.fuzz-seconds", 300);

    @TempDir
    Path folder;

    @Test
    void noBytesOfAnUpgradeRequestBreakUs() throws Exception {
        fuzz(
                UpgradeFuzz.class,
                "GET /ocpp/CP-1 HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
                        + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Protocol: ocpp1.6, ocpp2.0.1\r\n"
                        + "Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits\r\n\r\n",
                "GET /CP%2D2/?a=b HTTP/1.1\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
                        + "Authorization: Basic Q1AtMjphLXBhc3N3b3JkLW9mLWxlbmd0aA==\r\nSec-WebSocket-Protocol: ocpp2.1\r\n\r\n");
    }

    @Test
    void noBytesOfAMessageBreakUs() throws Exception {
        fuzz(
                FrameFuzz.class,
                "\0\u007f[2,\"1\",\"Heartbeat\",{}]",
                "\1\u007f[3,\"1\",{}]",
                "\0\u007f[4,\"1\",\"InternalError\",\"\",{}]",
                "\0\4{\"connectorId\":1,\"meterValue\":[{\"timestamp\":\"2026-03-01T08:00:00Z\",\"sampledValue\":[{\"value\":\"1\"}]}]}",
                "\1\31{\"eventType\":\"Started\",\"timestamp\":\"2026-03-01T08:00:00Z\",\"seqNo\":0}");
    }

    private void fuzz(Class<?> target, String... seeds) throws IOException, InterruptedException {
        Path corpus = Files.createDirectory(folder.resolve("corpus"));
        for (int i = 0; i < seeds.length; i++)
            Files.write(corpus.resolve("seed-" + i), seeds[i].getBytes(StandardCharsets.ISO_8859_1));
        Path output = folder.resolve("output.txt");
        var command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                "-XX:+EnableDynamicAgentLoading",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                "com.code_intelligence.jazzer.Jazzer",
                "--target_class=" + target.getName(),
                "--instrumentation_includes=dev.stationmaster.**:io.netty.handler.codec.http.**:tools.jackson.core.**",
                "--instrumentation_excludes=dev.stationmaster.ocpp.v16.**:dev.stationmaster.ocpp.v2.**",
                // It stumbles over how Netty's queues are made.
                "--disabled_hooks=com.code_intelligence.jazzer.sanitizers.UnsafeSanitizer",
                "--reproducer_path=" + folder,
                "-max_total_time=" + SECONDS,
                "-max_len=4096",
                "-timeout=120",
                "-rss_limit_mb=3000",
                "-artifact_prefix=" + folder + File.separator,
                corpus.toString());
        Process fuzzer = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        int exit = fuzzer.waitFor();
        String said = Files.readString(output);
        assertThat(exit).as(said.substring(Math.max(0, said.length() - 8_000))).isZero();
        assertThat(said).contains("Done ");
        System.out.println(target.getSimpleName() + ": "
                + said.substring(said.lastIndexOf("Done ")).lines().findFirst().orElse(""));
    }
}
