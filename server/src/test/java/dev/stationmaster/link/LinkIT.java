package dev.stationmaster.link;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stationmaster.changefeed.Change;
import dev.stationmaster.ocpp.Frame;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LinkIT {
    private static final String DEFLATE = "Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits";

    @TempDir
    static Path folder;

    private LinkRig rig;

    @BeforeEach
    void start() {
        rig = new LinkRig(folder);
        rig.stations.add("CP-1", 0);
    }

    @AfterEach
    void stop() {
        rig.close();
    }

    @Test
    void callsAreAnsweredInTheirOrder() {
        try (var station = rig.connect("CP-1", "ocpp1.6")) {
            for (int i = 0; i < 100; i++) station.text("[2,\"" + i + "\",\"Heartbeat\",{}]");
            for (int i = 0; i < 100; i++) assertThat(station.nextText()).isEqualTo("[3,\"" + i + "\",{}]");
        }
    }

    @Test
    void answersDoNotWaitForTheMailbox() {
        try (var station = rig.connect("CP-1", "ocpp1.6")) {
            var gate = rig.handler.hold();
            station.text("[2,\"1\",\"Heartbeat\",{}]");
            station.text("[3,\"ours\",{\"status\":\"Accepted\"}]");
            LinkRig.await(() -> rig.handler.answers.size() == 1);
            assertThat(rig.handler.answers.peek()).isInstanceOf(Frame.CallResult.class);
            gate.release();
            assertThat(station.nextText()).isEqualTo("[3,\"1\",{}]");
        }
    }

    @Test
    void aRepeatOfAMessageInWorkIsAnsweredOnce() {
        try (var station = rig.connect("CP-1", "ocpp1.6")) {
            var gate = rig.handler.hold();
            station.text("[2,\"1\",\"Heartbeat\",{}]");
            station.text("[2,\"1\",\"Heartbeat\",{}]");
            station.text("[2,\"1\",\"StatusNotification\",{}]");
            station.frame(0x80 | RawStation.PING, new byte[0]);
            assertThat(station.next().opcode()).isEqualTo(RawStation.PONG);
            gate.release(10);
            assertThat(station.nextText()).isEqualTo("[3,\"1\",{}]");
            assertThat(station.nextText()).isEqualTo("[3,\"1\",{}]");
            assertThat(station.ask("[2,\"2\",\"Heartbeat\",{}]")).isEqualTo("[3,\"2\",{}]");
            assertThat(rig.handler.seen()).hasSize(3);
        }
    }

    @Test
    void aHandlerThatFailsCostsOneAnswerOnly() {
        try (var station = rig.connect("CP-1", "ocpp1.6")) {
            station.text("[2,\"1\",\"Explode\",{}]");
            assertThat(station.ask("[2,\"2\",\"Heartbeat\",{}]")).isEqualTo("[3,\"2\",{}]");
        }
    }

    @Test
    void aFullMailboxPausesReadingAndDropsNothing() {
        try (var station = rig.connect("CP-1", "ocpp1.6")) {
            var gate = rig.handler.hold();
            for (int i = 0; i < 200; i++)
                station.text("[2,\"" + i + "\",\"DataTransfer\",{\"data\":\"" + "x".repeat(4_000) + "\"}]");
            LinkRig.await(() -> rig.handler.calls.size() == 1);
            gate.release(1_000);
            for (int i = 0; i < 200; i++) assertThat(station.nextText()).isEqualTo("[3,\"" + i + "\",{}]");
        }
    }

    @Test
    void theNewestLinkWinsAndTheOldOnesWaitingCallsAreDropped() {
        var old = rig.connect("CP-1", "ocpp1.6");
        var gate = rig.handler.hold();
        old.text("[2,\"a\",\"Heartbeat\",{}]");
        old.text("[2,\"b\",\"Heartbeat\",{}]");
        LinkRig.await(() -> rig.handler.calls.size() == 1);
        try (var station = rig.connect("CP-1", "ocpp1.6")) {
            var close = old.awaitClose();
            assertThat(close.closeCode()).isEqualTo(1008);
            assertThat(close.closeReason()).isEqualTo("replaced by a newer connection");
            gate.release(10);
            assertThat(station.ask("[2,\"c\",\"Heartbeat\",{}]")).isEqualTo("[3,\"c\",{}]");
            assertThat(rig.handler.seen()).noneMatch(call -> call.contains("\"b\""));
            LinkRig.await(() -> rig.heard.size() == 3);
            assertThat(rig.heard)
                    .containsExactlyInAnyOrder("opened 1", "opened 2", "closed 1 replaced by a newer connection");
            assertThat(rig.links.size()).isOne();
            assertThat(rig.ledger
                            .of(Change.class)
                            .filter(change -> change.value("connected").equals(false)))
                    .isEmpty();
        }
        old.close();
        LinkRig.await(() -> rig.links.size() == 0);
        LinkRig.await(() -> rig.ledger.of(LinkClosed.class).anyMatch(closed -> closed.epoch() == 2));
        LinkRig.await(() -> rig.ledger.of(Change.class).count() == 3);
        assertThat(rig.ledger.of(Change.class).<Object>map(change -> change.value("connected")))
                .containsExactly(true, true, false);
    }

    @Test
    void aRepeatOnTheNewLinkOfWhatTheOldOneHasInWorkIsAnsweredThere() {
        try (var old = rig.connect("CP-1", "ocpp1.6")) {
            var gate = rig.handler.hold();
            old.text("[2,\"a\",\"Heartbeat\",{}]");
            LinkRig.await(() -> rig.handler.calls.size() == 1);
            try (var station = rig.connect("CP-1", "ocpp1.6")) {
                station.text("[2,\"a\",\"Heartbeat\",{}]");
                station.frame(0x80 | RawStation.PING, new byte[0]);
                assertThat(station.next().opcode()).isEqualTo(RawStation.PONG);
                gate.release(10);
                assertThat(station.nextText()).isEqualTo("[3,\"a\",{}]");
                assertThat(rig.handler.seen()).hasSize(1);
            }
        }
    }

    @Test
    void whoCannotLogInEvictsNobody() {
        rig.station("SAFE", 1, "sixteen-or-more-characters");
        try (var station = rig.connect("SAFE", "ocpp1.6", RawStation.basic("SAFE", "sixteen-or-more-characters"))) {
            assertThat(rig.refused("/SAFE", "Sec-WebSocket-Protocol: ocpp1.6", RawStation.basic("SAFE", "guess")))
                    .isEqualTo(401);
            assertThat(rig.refused("/SAFE", "Sec-WebSocket-Protocol: ocpp0.1", RawStation.basic("SAFE", "guess")))
                    .isEqualTo(401);
            assertThat(station.ask("[2,\"1\",\"Heartbeat\",{}]")).isEqualTo("[3,\"1\",{}]");
        }
    }

    @Test
    void fragmentsAreOneMessageAndPingsMayComeBetween() {
        try (var station = rig.connect("CP-1", "ocpp2.0.1")) {
            station.frame(RawStation.TEXT, "[2,\"1\",\"Hea".getBytes(StandardCharsets.UTF_8));
            station.frame(0x80 | RawStation.PING, "are you there".getBytes(StandardCharsets.UTF_8));
            station.frame(0x00, "rtbe".getBytes(StandardCharsets.UTF_8));
            station.frame(0x80, "at\",{}]".getBytes(StandardCharsets.UTF_8));
            var pong = station.next();
            assertThat(pong.opcode()).isEqualTo(RawStation.PONG);
            assertThat(pong.text()).isEqualTo("are you there");
            assertThat(station.nextText()).isEqualTo("[3,\"1\",{}]");
        }
    }

    @Test
    void whatIsNotOcppClosesTheLinkWithItsCode() {
        assertThat(closeAfter(0x80 | RawStation.BINARY, new byte[] {1})).isEqualTo(1003);
        assertThat(closeAfter(0x80 | RawStation.TEXT, new byte[] {(byte) 0xC3, 0x28}))
                .isEqualTo(1007);
        assertThat(closeAfter(0x80 | RawStation.TEXT, new byte[(1 << 20) + 1])).isEqualTo(1009);
        assertThat(closeAfter(0xC0 | RawStation.TEXT, new byte[] {'x'})).isEqualTo(1002);
        assertThat(closeAfter(0x80, new byte[] {'x'})).isEqualTo(1002);
    }

    private int closeAfter(int first, byte[] payload) {
        try (var station = rig.connect("CP-1", "ocpp1.6")) {
            station.frame(first, payload);
            return station.awaitClose().closeCode();
        }
    }

    @Test
    void manyFragmentsDoNotGetAroundTheLimit() {
        try (var station = rig.connect("CP-1", "ocpp1.6")) {
            station.frame(RawStation.TEXT, new byte[600_000]);
            station.frame(0x00, new byte[600_000]);
            assertThat(station.awaitClose().closeCode()).isEqualTo(1009);
        }
    }

    @Test
    void anUnreadableMessageDoesNotEndTheLink() {
        try (var station = rig.connect("CP-1", "ocpp2.0.1")) {
            assertThat(station.ask("not JSON at all")).startsWith("[4,\"-1\",\"RpcFrameworkError\"");
            assertThat(station.ask("[2,\"2\",\"Heartbeat\",{}]")).isEqualTo("[3,\"2\",{}]");
        }
    }

    @Test
    void compressionIsSpokenWithWhoOffersIt() throws Exception {
        try (var raw = RawStation.at(rig.server.port())) {
            var answer = raw.upgrade("/CP-1", "Sec-WebSocket-Protocol: ocpp2.1", DEFLATE);
            assertThat(answer.header("sec-websocket-extensions"))
                    .isEqualTo("permessage-deflate; server_no_context_takeover; client_no_context_takeover");
            rig.handler.result = "{\"status\":\"" + "Accepted".repeat(200) + "\"}";
            for (int i = 0; i < 3; i++) {
                raw.frame(
                        0xC0 | RawStation.TEXT,
                        deflated(("[2,\"" + i + "\",\"Heartbeat\",{}]").getBytes(StandardCharsets.UTF_8)));
                var frame = raw.next();
                assertThat(frame.compressed()).isTrue();
                assertThat(frame.payload().length).isLessThan(100);
                assertThat(inflated(frame.payload())).isEqualTo("[3,\"" + i + "\"," + rig.handler.result + "]");
            }
            rig.handler.result = "{}";
            assertThat(raw.ask("[2,\"plain\",\"Heartbeat\",{}]")).isEqualTo("[3,\"plain\",{}]");
        }
    }

    @Test
    void aCompressedBombIsCutAtTheLimit() {
        try (var station = rig.connect("CP-1", "ocpp2.1", DEFLATE)) {
            station.frame(0xC0 | RawStation.TEXT, deflated(new byte[100 << 20]));
            assertThat(station.awaitClose().closeCode()).isEqualTo(1009);
        }
        try (var station = rig.connect("CP-1", "ocpp2.1", DEFLATE)) {
            station.frame(0xC0 | RawStation.TEXT, new byte[] {(byte) 0xFF, (byte) 0xFF, 1, 2, 3});
            assertThat(station.awaitClose().closeCode()).isEqualTo(1007);
        }
    }

    private static byte[] deflated(byte[] text) {
        var deflater = new Deflater(9, true);
        deflater.setInput(text);
        var out = new ByteArrayOutputStream();
        byte[] buffer = new byte[65_536];
        for (int n; (n = deflater.deflate(buffer, 0, buffer.length, Deflater.SYNC_FLUSH)) > 0; )
            out.write(buffer, 0, n);
        deflater.end();
        return java.util.Arrays.copyOf(out.toByteArray(), out.size() - 4);
    }

    private static String inflated(byte[] payload) throws Exception {
        var inflater = new Inflater(true);
        byte[] out = new byte[65_536];
        inflater.setInput(payload);
        int n = inflater.inflate(out);
        inflater.end();
        return new String(out, 0, n, StandardCharsets.UTF_8);
    }

    @Test
    void aStationThatSaysGoodbyeGetsItsCodeBack() {
        try (var station = rig.connect("CP-1", "ocpp1.6")) {
            station.frame(0x80 | RawStation.CLOSE, new byte[] {3, (byte) 0xE8});
            assertThat(station.next().closeCode()).isEqualTo(1000);
            assertThat(station.ended()).isTrue();
        }
        LinkRig.await(() -> rig.heard.contains("closed 1 closed by the station with 1000"));
        assertThat(rig.links.of(
                        rig.stations.directory().find("CP-1").orElseThrow().id()))
                .hasValueSatisfying(last -> assertThat(last.connected()).isFalse());
    }

    @Test
    void aStoppingServerAnswersWhatIsInWorkAndThenSaysGoodbye() {
        rig.stations.add("CP-2", 0);
        try (var busy = rig.connect("CP-1", "ocpp1.6");
                var idle = rig.connect("CP-2", "ocpp1.6")) {
            var gate = rig.handler.hold();
            busy.text("[2,\"1\",\"Heartbeat\",{}]");
            LinkRig.await(() -> rig.handler.calls.size() == 1);
            var stopping = Thread.startVirtualThread(rig.server::stop);
            LinkRig.await(() -> !rig.server.isRunning());
            gate.release();
            assertThat(busy.nextText()).isEqualTo("[3,\"1\",{}]");
            assertThat(busy.awaitClose().closeCode()).isEqualTo(1001);
            assertThat(idle.awaitClose().closeCode()).isEqualTo(1001);
            LinkRig.await(() -> !stopping.isAlive());
            assertThat(rig.ledger.of(LinkClosed.class)).hasSize(2);
        }
    }

    @Test
    void whoSendsTooFastIsReadLaterAndLosesNothing() {
        rig.close();
        rig = new LinkRig(folder, LinkRig.settings(Duration.ofSeconds(60), 100, Duration.ofSeconds(15)));
        rig.stations.add("CP-1", 0);
        try (var station = rig.connect("CP-1", "ocpp1.6")) {
            String data = "x".repeat(1_000);
            for (int i = 0; i < 250; i++)
                station.text("[2,\"" + i + "\",\"DataTransfer\",{\"data\":\"" + data + "\"}]");
            List<String> answers = new ArrayList<>();
            for (int i = 0; i < 250; i++) answers.add(station.nextText());
            assertThat(answers).hasSize(250).doesNotHaveDuplicates();
            assertThat(rig.count("stationmaster.rate_limited", "what", "messages"))
                    .isPositive();
        }
    }
}
