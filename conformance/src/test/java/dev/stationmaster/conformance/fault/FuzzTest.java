package dev.stationmaster.conformance.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stationmaster.conformance.harness.Csms;
import dev.stationmaster.conformance.harness.CsmsUnderTest;
import dev.stationmaster.conformance.harness.Lab;
import dev.stationmaster.conformance.harness.PackagedCsms;
import dev.stationmaster.conformance.harness.Scrape;
import dev.stationmaster.link.RawStation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Messages of all three versions, whole and spoiled: each gets an answer or none, but never an InternalError, and nobody else notices. */
@ExtendWith(CsmsUnderTest.class)
class FuzzTest {
    private static final int BATCH = 20;
    private static final int PATIENCE_MILLIS = 60_000;
    private static final int LONG_RUN = Integer.getInteger("fault.fuzz-messages", 300_000);
    private static final long SEED = Long.getLong("fault.fuzz-seed", 20_260_301L);

    @ParameterizedTest
    @ValueSource(strings = {"ocpp1.6", "ocpp2.0.1", "ocpp2.1"})
    void oddMessagesMeetNoInternalError(String subprotocol, Lab lab) {
        List<String> findings = fuzzed(lab, subprotocol, SEED, 400);
        if (!findings.isEmpty()) findings.addAll(logged(lab.csms()));
        assertThat(findings).isEmpty();
    }

    @Tag("long")
    @Test
    void oddMessagesWithoutEndMeetNoInternalErrorAndMemoryIsBounded() {
        try (var csms = PackagedCsms.start("-Dstationmaster.link.messages-per-second=0")) {
            Lab lab = Lab.of(csms);
            List<String> findings = new ArrayList<>();
            List<Vitals> looks = new ArrayList<>();
            int rounds = 12;
            for (int round = 0; round < rounds; round++) {
                for (String subprotocol : new String[] {"ocpp1.6", "ocpp2.0.1", "ocpp2.1"})
                    findings.addAll(fuzzed(lab, subprotocol, SEED + round, LONG_RUN / rounds / 3));
                if (round >= rounds / 3) looks.add(Vitals.of(csms, 0));
            }
            assertThat(logged(csms)).as("kinds of errors").isEmpty();
            assertThat(findings.stream().limit(20))
                    .as("%d findings", findings.size())
                    .isEmpty();
            Vitals.assertFlat(looks);
            assertThat(errors(csms)).isZero();
        }
    }

    private static double errors(Csms csms) {
        return Scrape.of(csms).sum("logback_events_total", "level=\"error\"");
    }

    /** @return what should not have been, a line each */
    private static List<String> fuzzed(Lab lab, String subprotocol, long seed, int messages) {
        String identity = lab.newStation();
        List<String> findings = new ArrayList<>();
        double errorsBefore = errors(lab.csms());
        OddMessages odd = new OddMessages(subprotocol, seed);
        int sent = 0;
        RawStation station = connected(lab, identity, subprotocol);
        try (var other = lab.booted16()) {
            while (sent < messages) {
                List<String> batch = new ArrayList<>();
                for (int i = 0; i < BATCH; i++) batch.add(odd.next());
                sent += BATCH;
                try {
                    batch.forEach(station::text);
                    String end = "end-" + sent;
                    String answer = station.ask("[2,\"" + end + "\",\"Heartbeat\",{}]");
                    for (; !answer.contains(end); answer = station.nextText()) {
                        if (answer.contains("\"InternalError\"")) findings.add(question(batch, answer));
                    }
                } catch (RuntimeException closed) {
                    findings.add("closed (" + closed.getMessage() + ") within " + batch);
                    station.close();
                    station = connected(lab, identity, subprotocol);
                }
            }
            Lab.status16(other.station(), 1, "Available");
        } finally {
            station.close();
        }
        double errors = errors(lab.csms()) - errorsBefore;
        if (errors > 0) findings.add(subprotocol + ": the server logged " + errors + " errors");
        return findings;
    }

    /** One line for each kind of error in the server's log. */
    private static Collection<String> logged(Csms csms) {
        if (!(csms instanceof PackagedCsms packaged)) return List.of("the server logged errors");
        Map<String, String> kinds = new TreeMap<>();
        packaged.log()
                .lines()
                .filter(line -> line.contains("level=ERROR"))
                .forEach(line -> kinds.putIfAbsent(
                        line.replaceAll("^at=\\S+|id=\\S+|station=\\S+|\\d", "").replaceAll("^(.{120}).*", "$1"),
                        line.substring(0, Math.min(1_500, line.length()))));
        return kinds.values();
    }

    private static String question(List<String> batch, String answer) {
        String id = answer.split("\"")[1];
        return batch.stream()
                .filter(frame -> frame.contains("\"" + id + "\""))
                .findFirst()
                .map(frame -> frame.substring(0, Math.min(2_000, frame.length())))
                .orElse(answer);
    }

    private static RawStation connected(Lab lab, String identity, String subprotocol) {
        try {
            Socket socket = new Socket("127.0.0.1", lab.csms().stationUrl().getPort());
            RawStation station = new RawStation(socket);
            socket.setSoTimeout(PATIENCE_MILLIS);
            assertThat(station.upgrade(
                                    "/ocpp/" + identity, "Sec-WebSocket-Protocol: " + subprotocol, Lab.basic(identity))
                            .status())
                    .isEqualTo(101);
            station.ask(
                    subprotocol.equals("ocpp1.6")
                            ? "[2,\"b\",\"BootNotification\",{\"chargePointVendor\":\"A\",\"chargePointModel\":\"B\"}]"
                            : "[2,\"b\",\"BootNotification\",{\"reason\":\"PowerUp\",\"chargingStation\":{\"model\":\"A\",\"vendorName\":\"B\"}}]");
            return station;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
