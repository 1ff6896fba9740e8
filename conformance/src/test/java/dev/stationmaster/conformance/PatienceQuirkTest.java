package dev.stationmaster.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stationmaster.conformance.harness.Lab;
import dev.stationmaster.conformance.harness.PackagedCsms;
import dev.stationmaster.conformance.harness.Quirk;
import dev.stationmaster.link.RawStation;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import tools.jackson.databind.JsonNode;

/** Stations and pings, on a server that is less patient than by default; and what else is a matter of its settings. */
class PatienceQuirkTest {
    private static final String V16 = "Sec-WebSocket-Protocol: ocpp1.6";
    private static final Duration SILENCE = Duration.ofSeconds(3);

    private static PackagedCsms csms;
    private static Lab lab;

    @BeforeAll
    static void start() {
        csms = PackagedCsms.start(
                "-Dstationmaster.link.ping-interval=500ms",
                "-Dstationmaster.link.silence-limit=" + SILENCE.toSeconds() + "s",
                "-Dstationmaster.link.empty-user-allowed=true");
        lab = Lab.of(csms);
    }

    @AfterAll
    static void stop() {
        csms.close();
    }

    @Quirk("Q8")
    void anEmptyUserNameCountsWhereThatIsSwitchedOn() {
        String identity = lab.newStation();
        try (RawStation station = lab.raw()) {
            assertThat(station.upgrade("/ocpp/" + identity, RawStation.basic("", Lab.PASSWORD), V16)
                            .status())
                    .isEqualTo(101);
        }
        lab.finding(identity, "Connect", "user");
    }

    @Quirk({"Q15", "Q16"})
    void aStationThatDoesNotAnswerPingsIsPingedAllTheSameAndKeptForAsLongAsItMaySleep() {
        String identity = lab.newStation();
        try (RawStation station = booted(identity)) {
            long began = System.nanoTime();
            while (System.nanoTime() - began < SILENCE.toNanos() * 2 / 3)
                assertThat(station.next().opcode()).isEqualTo(RawStation.PING);
            assertThat(station.ask("[2,\"2\",\"Heartbeat\",{}]")).contains("currentTime");
            assertThat(shown(identity).get("connected").asBoolean()).isTrue();
            assertThat(station.awaitClose().closeCode()).isEqualTo(1008);
        }
        JsonNode gone = lab.operator()
                .await("/stations/" + identity, now -> !now.get("connected").asBoolean());
        assertThat(gone.hasNonNull("disconnectedAt")).isTrue();
        // What it said stays, and it may go on where it was.
        assertThat(gone.get("registration").asString()).isEqualTo("accepted");
        assertThat(connectorOne(identity)).isEqualTo("Charging");
        try (RawStation back = connected(identity)) {
            assertThat(back.ask("[2,\"3\",\"Heartbeat\",{}]")).contains("currentTime");
            assertThat(shown(identity).get("connected").asBoolean()).isTrue();
        }
    }

    @Quirk("Q17")
    void itsOwnPingsKeepAStationAlive() {
        String identity = lab.newStation();
        try (RawStation station = booted(identity)) {
            String since = shown(identity).get("connectedAt").asString();
            long began = System.nanoTime();
            int heard = 0;
            station.frame(0x80 | RawStation.PING, new byte[] {7});
            while (System.nanoTime() - began < SILENCE.toNanos() * 2) {
                if (station.next().opcode() != RawStation.PONG) {
                    // It never answers ours, and sends its own after every third of them.
                    if (++heard % 3 == 0) station.frame(0x80 | RawStation.PING, new byte[] {7});
                }
            }
            assertThat(
                            station.ask(
                                    "[2,\"2\",\"StatusNotification\",{\"connectorId\":1,\"errorCode\":\"NoError\",\"status\":\"Finishing\"}]"))
                    .isEqualTo("[3,\"2\",{}]");
            JsonNode now = shown(identity);
            assertThat(now.get("connected").asBoolean()).isTrue();
            assertThat(now.get("connectedAt").asString()).isEqualTo(since);
            assertThat(connectorOne(identity)).isEqualTo("Finishing");
        }
    }

    private static JsonNode shown(String identity) {
        return lab.operator().get("/stations/" + identity);
    }

    private static String connectorOne(String identity) {
        return lab.operator()
                .get("/stations/" + identity + "/connectors")
                .get("items")
                .get(0)
                .get("status")
                .asString();
    }

    private static RawStation connected(String identity) {
        RawStation station = lab.raw();
        assertThat(station.upgrade("/ocpp/" + identity, Lab.basic(identity), V16)
                        .status())
                .isEqualTo(101);
        return station;
    }

    /** Accepted, and charging at connector 1. */
    private static RawStation booted(String identity) {
        RawStation station = connected(identity);
        assertThat(station.ask(
                        "[2,\"0\",\"BootNotification\",{\"chargePointVendor\":\"Acme\",\"chargePointModel\":\"One\"}]"))
                .contains("\"Accepted\"");
        assertThat(
                        station.ask(
                                "[2,\"1\",\"StatusNotification\",{\"connectorId\":1,\"errorCode\":\"NoError\",\"status\":\"Charging\"}]"))
                .isEqualTo("[3,\"1\",{}]");
        return station;
    }
}
