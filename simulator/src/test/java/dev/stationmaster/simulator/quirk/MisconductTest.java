package dev.stationmaster.simulator.quirk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.stationmaster.simulator.ManualTimeline;
import dev.stationmaster.simulator.wire.Connection;
import dev.stationmaster.simulator.wire.ConnectionListener;
import dev.stationmaster.simulator.wire.Frame;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each switch does what it says, and nothing happens without it. */
class MisconductTest {
    private static final ScheduledExecutorService LOOP = Executors.newSingleThreadScheduledExecutor();
    private static final String BOOT = "{\"chargePointVendor\":\"V\",\"chargePointModel\":\"M\"}";
    private static final String STATUS = """
            {"connectorId":1,"errorCode":"NoError","status":"Charging","timestamp":"2026-03-01T08:00:00Z"}""";
    private static final String START = """
            {"connectorId":1,"idTag":"04A1B2C3","meterStart":1000,"timestamp":"2026-03-01T08:00:00Z"}""";
    private static final String STOP = """
            {"idTag":"04A1B2C3","meterStop":9000,"timestamp":"2026-03-01T09:00:00Z","transactionId":7,"reason":"Reboot"}""";
    private static final String VALUES = """
            {"connectorId":1,"transactionId":7,"meterValue":[{"timestamp":"2026-03-01T08:30:00Z","sampledValue":[{"value":"4500","unit":"Wh"}]}]}""";
    private static final String PROFILE = """
            {"connectorId":1,"csChargingProfiles":{"chargingProfileId":1,"stackLevel":1,"chargingProfilePurpose":"ChargePointMaxProfile",
             "chargingProfileKind":"Relative","chargingSchedule":{"chargingRateUnit":"A","chargingSchedulePeriod":[{"startPeriod":0,"limit":%s}]}}}""";

    private final ManualTimeline timeline = new ManualTimeline();
    private final List<String> sent = new ArrayList<>();
    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    private final List<String> events = new CopyOnWriteArrayList<>();

    @AfterAll
    static void stop() {
        LOOP.shutdownNow();
    }

    private final class Wire implements Connection {
        @Override
        public void send(String text) {
            sent.add(text);
        }

        @Override
        public void ping() {}

        @Override
        public void close(int code, String reason) {
            events.add("closed");
        }

        @Override
        public void drop() {
            events.add("dropped");
        }
    }

    private final class Station implements ConnectionListener {
        private Connection server;

        @Override
        public void opened(Connection connection, String subprotocol) {
            server = connection;
        }

        @Override
        public void received(String text) {
            heard.add(text);
        }

        @Override
        public void ponged() {}

        @Override
        public void closed(String reason) {}
    }

    private record Talk(Misconduct misconduct, Station station, ConnectionListener line) {}

    private Talk talk(Set<Quirk> quirks) {
        var misconduct = new Misconduct(quirks, timeline, LOOP, new Misconduct.Hooks() {
            @Override
            public void reboot() {
                events.add("rebooted");
            }

            @Override
            public void forgetProfiles() {
                events.add("forgotten");
            }
        });
        return connect(misconduct);
    }

    private Talk connect(Misconduct misconduct) {
        var station = new Station();
        var line = misconduct.watching(station);
        line.opened(new Wire(), "ocpp1.6");
        return new Talk(misconduct, station, line);
    }

    private String everythingSent() {
        return String.join("\n", sent);
    }

    static Stream<Arguments> calls() {
        return Stream.of(
                arguments(Quirk.Q21, "Heartbeat", "{}", "^\\[2,\"1\","),
                arguments(Quirk.Q22, "Heartbeat", "{}", "(?s)\"a1\".*\"a1\""),
                arguments(Quirk.Q23, "Authorize", "{\"idTag\":\"A\"}", "(?s)Authorize.*Heartbeat"),
                arguments(Quirk.Q26, "Heartbeat", "{}", ",null]\\n"),
                arguments(Quirk.Q27, "StatusNotification", STATUS, ",}]"),
                arguments(Quirk.Q28, "StatusNotification", STATUS, "vendorExtra"),
                arguments(Quirk.Q32, "BootNotification", BOOT, "(?s)StatusNotification.*Heartbeat.*BootNotification"),
                arguments(Quirk.Q34, "BootNotification", BOOT, "SERIAL-NUMBER-OF-FORTY"),
                arguments(Quirk.Q36, "StatusNotification", STATUS, "(?s)^(?!.*timestamp).*StatusN.*StatusN"),
                arguments(Quirk.Q37, "StatusNotification", STATUS, "\"errorCode\":\"Error\".*\"info\":\"null\""),
                arguments(Quirk.Q38, "StopTransaction", STOP, "(?s)Available.*StopTransaction"),
                arguments(Quirk.Q39, "StatusNotification", STATUS, "\"connectorId\":0,\"status\":\"Charging\""),
                arguments(Quirk.Q46, "StatusNotification", STATUS, "08:00:00\""),
                arguments(Quirk.Q49, "StopTransaction", STOP, "\"transactionId\":-1"),
                arguments(Quirk.Q51, "StartTransaction", START, "(?s)MeterValues.*StartTransaction"),
                arguments(Quirk.Q53, "StopTransaction", STOP, "^(?!.*(idTag|reason)).*StopTransaction"),
                arguments(Quirk.Q54, "Authorize", "{\"idTag\":\"A\"}", "\"connectorId\":1"),
                arguments(Quirk.Q60, "MeterValues", VALUES, "\"4,5\",\"unit\":\"kWh\""),
                arguments(Quirk.Q62, "StopTransaction", STOP, "\"meterStop\":-1"),
                arguments(Quirk.Q63, "StartTransaction", START, "\"meterStart\":0"),
                arguments(Quirk.Q64, "MeterValues", VALUES, "\"1500.000\".*\"L1\".*\"L2\".*\"L3\""),
                arguments(Quirk.Q65, "MeterValues", VALUES, "Sample.Invented.*|.*Hertz"),
                arguments(Quirk.Q66, "MeterValues", VALUES, "^(?!.*transactionId).*\"connectorId\":0"),
                arguments(Quirk.Q67, "BootNotification", BOOT, "NON compliant"),
                arguments(Quirk.Q68, "StopTransaction", STOP, "\"meterStop\":8997"),
                arguments(Quirk.Q69, "MeterValues", VALUES, "SignedData"),
                arguments(Quirk.Q79, "Authorize", "{\"idTag\":\"04A1B2C3\"}", "\"c3b2a104\""));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("calls")
    void aCallLeavesAsTheQuirkWantsIt(Quirk quirk, String action, String payload, String expected) {
        talk(Set.of(quirk)).station.server.send(Frame.call("a1", action, payload));
        assertThat(everythingSent()).containsPattern(expected);
        sent.clear();
        talk(Set.of(Quirk.Q20)).station.server.send(Frame.call("a1", action, payload));
        assertThat(Pattern.compile(expected).matcher(everythingSent()).find())
                .as("without it: %s", everythingSent())
                .isFalse();
    }

    static Stream<Arguments> lost() {
        return Stream.of(
                arguments(Quirk.Q31, "BootNotification", BOOT),
                arguments(Quirk.Q52, "StopTransaction", STOP),
                arguments(Quirk.Q56, "StopTransaction", STOP),
                arguments(Quirk.Q67, "MeterValues", VALUES));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("lost")
    void aCallThatIsLostIsAnsweredToTheStationAllTheSame(Quirk quirk, String action, String payload) throws Exception {
        var talk = talk(Set.of(quirk));
        if (quirk == Quirk.Q31) {
            talk.station.server.send(Frame.call("a0", action, payload));
            assertThat(sent).hasSize(1);
            sent.clear();
        }
        talk.station.server.send(Frame.call("a1", action, payload));
        assertThat(heard.poll(20, TimeUnit.SECONDS)).startsWith("[3,\"a1\",");
        assertThat(sent).isEmpty();
    }

    static Stream<Arguments> commands() {
        return Stream.of(
                arguments(Quirk.Q40, "GetConfiguration", "{}", ""),
                arguments(Quirk.Q40, "GetConfiguration", "{\"key\":[\"a\",\"b\",\"c\",\"d\",\"e\"]}", "[4,"),
                arguments(Quirk.Q42, "ChangeConfiguration", "{\"key\":\"a\",\"value\":\"1\"}", "Accepted"),
                arguments(Quirk.Q55, "RemoteStartTransaction", "{\"idTag\":\"04A1\"}", "Rejected"),
                arguments(Quirk.Q70, "SetChargingProfile", PROFILE.formatted("16"), "Rejected"),
                arguments(Quirk.Q71, "ClearChargingProfile", "{\"stackLevel\":0}", "Unknown"),
                arguments(Quirk.Q72, "SetChargingProfile", PROFILE.formatted("16"), "Rejected"),
                arguments(Quirk.Q73, "SetChargingProfile", PROFILE.formatted("0"), "Faulted"),
                arguments(Quirk.Q74, "SetChargingProfile", PROFILE.formatted("6.5"), "Rejected"),
                arguments(Quirk.Q76, "GetDiagnostics", "{\"location\":\"http://h/\"}", "{}"),
                arguments(
                        Quirk.Q78,
                        "UpdateFirmware",
                        "{\"location\":\"https://h/f\",\"retrieveDate\":\"2026-03-01T08:00:00Z\"}",
                        "DownloadFailed"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("commands")
    void aCommandIsMetAsTheQuirkWantsIt(Quirk quirk, String action, String payload, String expected) {
        talk(Set.of(quirk)).line.received(Frame.call("s1", action, payload));
        assertThat(heard).isEmpty();
        assertThat(everythingSent()).contains(expected);
        if (expected.isEmpty()) assertThat(sent).isEmpty();
        talk(Set.of(Quirk.Q22)).line.received(Frame.call("s1", action, payload));
        assertThat(heard).as("without it the station answers").hasSize(1);
    }

    @Test
    void answersAreOddOrComeTwiceOrNotAtAll() {
        var twice = talk(Set.of(Quirk.Q24));
        twice.line.received(Frame.call("s1", "ClearCache", "{}"));
        twice.station.server.send(Frame.result("s1", "{\"status\":\"Accepted\"}"));
        assertThat(sent).hasSize(2);
        sent.clear();
        var vague = talk(Set.of(Quirk.Q25));
        vague.station.server.send(Frame.failure("s1", "NotSupported", "no"));
        assertThat(sent).containsExactly("[4,\"s1\",\"FormatViolation\",\"no\"]");
        heard.clear();
        var silent = talk(Set.of(Quirk.Q20));
        for (int i = 0; i < 5; i++) silent.line.received(Frame.call("s" + i, "ClearCache", "{}"));
        assertThat(heard).hasSize(3);
    }

    @Test
    void configurationsAreReportedOddly() {
        String report = """
                {"configurationKey":[{"key":"HeartbeatInterval","readonly":false,"value":"300"},{"key":"X","readonly":true,"value":"true"}],"unknownKey":["Y"]}""";
        var filter = talk(Set.of(Quirk.Q41));
        filter.line.received(Frame.call("s1", "GetConfiguration", "{\"key\":[\"Y\"]}"));
        assertThat(heard.remove()).doesNotContain("key");
        filter.station.server.send(Frame.result("s1", report));
        assertThat(everythingSent()).contains("\"value\":300").doesNotContain("unknownKey");
        sent.clear();
        var words = talk(Set.of(Quirk.Q44));
        words.line.received(Frame.call("s1", "GetConfiguration", "{}"));
        words.station.server.send(Frame.result("s1", report));
        assertThat(everythingSent()).contains("\"True\"");
        sent.clear();
        var list = talk(Set.of(Quirk.Q80));
        list.line.received(Frame.call("s2", "GetLocalListVersion", "{}"));
        list.station.server.send(Frame.result("s2", "{\"listVersion\":12}"));
        assertThat(everythingSent()).contains("\"listVersion\":0");
    }

    @Test
    void itDropsRebootsAndForgets() {
        talk(Set.of(Quirk.Q33))
                .line
                .received(Frame.call("s1", "TriggerMessage", "{\"requestedMessage\":\"BootNotification\"}"));
        assertThat(events).containsExactly("dropped");
        events.clear();
        var quick = talk(Set.of(Quirk.Q43));
        for (int i = 0; i < 3; i++)
            quick.line.received(Frame.call("s" + i, "ChangeConfiguration", "{\"key\":\"a\",\"value\":\"1\"}"));
        assertThat(events).containsExactly("rebooted");
        events.clear();
        talk(Set.of(Quirk.Q75)).station.server.send(Frame.call("a1", "BootNotification", BOOT));
        assertThat(events).containsExactly("forgotten");
        events.clear();
        var refused = talk(Set.of(Quirk.Q30));
        refused.station.server.send(Frame.call("a1", "BootNotification", BOOT));
        refused.line.received(Frame.failure("a1", "InternalError", ""));
        assertThat(events).containsExactly("dropped");
        events.clear();
        talk(Set.of(Quirk.Q16));
        timeline.advance(Duration.ofSeconds(1));
        timeline.advanceReal(Duration.ofSeconds(111));
        awaitEvent("closed");
        events.clear();
        talk(Set.of(Quirk.Q48)).line.received("[3,\"a1\",{\"currentTime\":\"2026-03-01T08:00:00+01:00\"}]");
        assertThat(events).containsExactly("dropped");
    }

    private void awaitEvent(String event) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!events.contains(event) && System.nanoTime() < deadline) LockSupport.parkNanos(5_000_000);
        assertThat(events).contains(event);
    }

    @Test
    void whatTheServerSaysToTheBootIsHeardOddly() {
        var hopeful = talk(Set.of(Quirk.Q32, Quirk.Q35));
        hopeful.station.server.send(Frame.call("a1", "BootNotification", BOOT));
        hopeful.line.received("[3,\"a1\",{\"status\":\"Rejected\",\"interval\":5}]");
        assertThat(heard.remove()).contains("Accepted").contains("36000");
    }

    @Test
    void theFirstStartIsRepeatedOnTheNextConnectionAndItsReadingsCountFromThere() {
        var first = talk(Set.of(Quirk.Q50, Quirk.Q61));
        first.station.server.send(Frame.call("a1", "StartTransaction", START));
        first.station.server.send(Frame.call("a2", "MeterValues", VALUES));
        assertThat(everythingSent()).contains("\"value\":\"3500\"");
        sent.clear();
        var second = connect(first.misconduct);
        second.station.server.send(Frame.call("a3", "Heartbeat", "{}"));
        assertThat(sent).hasSize(2);
        assertThat(sent.getFirst()).contains("StartTransaction");
    }

    @Test
    void limitsBelowSixAmperesAreRaised() {
        talk(Set.of(Quirk.Q73)).line.received(Frame.call("s1", "SetChargingProfile", PROFILE.formatted("4")));
        assertThat(heard.remove()).contains("\"limit\":6");
    }

    @Test
    void anUploadIsToldFiftyTimes() {
        talk(Set.of(Quirk.Q77))
                .station
                .server
                .send(Frame.call("a1", "DiagnosticsStatusNotification", "{\"status\":\"Uploading\"}"));
        assertThat(sent).hasSize(50);
    }

    @Test
    void theListNamesEverySwitch() {
        assertThat(Quirk.list().lines()).hasSize(Quirk.values().length).hasSize(75);
        assertThat(Quirk.parse("q21, Q36")).containsExactlyInAnyOrder(Quirk.Q21, Quirk.Q36);
    }
}
