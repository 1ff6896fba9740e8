package dev.stationmaster.conformance.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stationmaster.conformance.harness.Csms;
import dev.stationmaster.conformance.harness.Operator;
import dev.stationmaster.conformance.harness.Pki;
import dev.stationmaster.simulator.car.Car;
import dev.stationmaster.simulator.fleet.Fleet;
import dev.stationmaster.simulator.fleet.Traffic;
import dev.stationmaster.simulator.journal.Journal;
import dev.stationmaster.simulator.station.EvseConfig;
import dev.stationmaster.simulator.station.SimulatedStation;
import dev.stationmaster.simulator.station.StationConfig;
import dev.stationmaster.simulator.station.StationState;
import dev.stationmaster.simulator.station.Token;
import dev.stationmaster.simulator.station.Tuning;
import dev.stationmaster.simulator.station.Version;
import dev.stationmaster.simulator.time.RunningTimeline;
import dev.stationmaster.simulator.time.Timeline;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/**
 * A day of 2.0.1 stations that touches every functional block. It is played faster than in life, with cars that show cards; its evening is in the
 * present, because certificates are: cars come with contracts (ISO 15118), and at last the stations climb to profile 3.
 */
final class BlockDay {
    /** The stations' clocks lie so far back that they never pass ours, however long the last cars take. */
    private static final Duration BEHIND = Duration.ofHours(8);

    private static final String FIRST_PASSWORD = "block-day-password-1";
    private static final String SECOND_PASSWORD = "block-day-password-2";
    private static final byte[] IMAGE = new byte[50_000];
    private static final String HEARTBEAT = "\"component\":\"OCPPCommCtrlr\",\"variable\":\"HeartbeatInterval\"";

    private final Csms csms;
    private final Operator operator;
    private final Plan plan;
    private final List<String> identities;
    private final Waves waves;
    private final Map<String, List<Journal>> journals = new TreeMap<>();
    private long sessions;

    /**
     * @param prefix of the identities, of the tokens, and the name of their group
     * @param day in the stations' world
     * @param speed of that world
     * @param evening in the present
     */
    record Plan(String prefix, int stations, Duration day, double speed, Duration evening) {
        private Traffic.Pace pace() {
            return day.compareTo(Duration.ofHours(12)) > 0
                    ? new Traffic.Pace(
                            Duration.ofMinutes(10),
                            Duration.ofMinutes(60),
                            Duration.ofMinutes(20),
                            Duration.ofMinutes(90))
                    : new Traffic.Pace(
                            Duration.ofMinutes(1), Duration.ofMinutes(3), Duration.ofMinutes(3), Duration.ofMinutes(6));
        }
    }

    /** What came of it. */
    record Outcome(long sessions, int factsCompared) {}

    BlockDay(Csms csms, Plan plan) {
        this.csms = csms;
        this.operator = new Operator(csms);
        this.plan = plan;
        this.identities = IntStream.rangeClosed(1, plan.stations)
                .mapToObj(n -> "%s-%03d".formatted(plan.prefix, n))
                .toList();
        this.waves = new Waves(operator, identities);
    }

    Outcome live() throws Exception {
        enter();
        day(ServerFiles.upload(csms, plan.prefix + ".bin", IMAGE));
        calm("the day");
        evening();
        calm("the evening");
        climb();
        int compared = audit();
        TouchedBlocks.check(operator, identities);
        nothingIsOdd();
        return new Outcome(sessions, compared);
    }

    private void calm(String part) {
        assertThat(waves.trouble()).as(part).isEmpty();
    }

    private void enter() {
        operator.provision("""
                {"stations":[{"id":"%1$s-{n:3}","count":%2$d,"securityProfile":1,"password":"%3$s",
                  "settings":{"localListTokens":"group:%1$s","runningCost":"message"}}],
                 "tokens":[{"idToken":"%1$s{n:4}","type":"ISO14443","count":%4$d,"group":"%1$s"}],
                 "tariffs":[{"id":"%1$s","currency":"EUR","elements":[{"perKwh":"0.49","perSession":"0.50"}]}],
                 "tariffAssignments":[{"group":"%1$s","tariff":"%1$s"}]}""".formatted(plan.prefix, plan.stations, FIRST_PASSWORD, 4 * plan.stations + 1));
        for (int n = 0; n < 2 * plan.stations; n++) {
            var made = operator.send(
                    "POST",
                    "/contracts",
                    "{\"emaid\":\"%s\",\"vehicle\":\"SIM%sE%d\"}"
                            .formatted(
                                    "DE8%.3s%09d".formatted(plan.prefix + "XXX", n + 1),
                                    identities.get(n / 2),
                                    n % 2 + 1));
            assertThat(made.status()).as("%s", made.body()).isEqualTo(201);
        }
    }

    private Fleet fleet(Timeline timeline, String password, Duration samples) {
        var fleet = new Fleet(Fleet.Options.usual().withTimeline(timeline));
        for (String identity : identities) {
            fleet.add(StationConfig.of(identity, Version.OCPP201, csms.stationUrl())
                    .withPassword(1, password)
                    .withEvses(EvseConfig.ac(), EvseConfig.dc(50_000))
                    .withSecurity(csms.secureStationUrl(), null)
                    .withTuning(Tuning.stubborn()
                            .withMessageTimeout(Duration.ofSeconds(30))
                            .withSampleInterval(samples)));
        }
        fleet.start(Duration.ofSeconds(1));
        return fleet;
    }

    private List<Token> tokens() {
        return IntStream.rangeClosed(1, 4 * plan.stations)
                .mapToObj(n -> Token.card("%s%04d".formatted(plan.prefix, n)))
                .toList();
    }

    private void day(String image) throws Exception {
        Instant begin = Instant.now().minus(plan.day).minus(BEHIND);
        var timeline = RunningTimeline.from(begin, plan.speed);
        try (Fleet fleet = fleet(timeline, FIRST_PASSWORD, Duration.ofMinutes(2))) {
            var traffic = new Traffic(fleet, plan.pace(), tokens(), Long.MAX_VALUE);
            traffic.start();
            accepted(fleet);
            work(fleet, image, timeline::now);
            Waves.await("the day to end", () -> timeline.now().isAfter(begin.plus(plan.day)), Duration.ofMinutes(20));
            empty(fleet, traffic);
            waves.jobsAreDone();
            waves.each(identity -> clear(identity, "UpperThreshold"));
            settled(fleet);
        }
    }

    /** Blocks B to P, as an operator goes through them. */
    private void work(Fleet fleet, String image, Supplier<Instant> clock) throws Exception {
        waves.all(
                "{\"type\":\"GetVariables\",\"variables\":[{" + HEARTBEAT + "}]}",
                "{\"type\":\"GetBaseReport\",\"kind\":\"FullInventory\"}",
                "{\"type\":\"GetReport\",\"variables\":[{\"component\":\"EVSE\",\"evse\":1,\"variable\":\"AvailabilityState\"}]}");
        waves.all("{\"type\":\"ClearCache\"}");
        waves.all("{\"type\":\"SyncLocalList\",\"full\":true}", "{\"type\":\"GetLocalListVersion\"}");
        waves.all("{\"type\":\"GetTransactionStatus\"}");
        waves.all(
                "{\"type\":\"TriggerMessage\",\"message\":\"StatusNotification\",\"evse\":1,\"connector\":1}",
                "{\"type\":\"TriggerMessage\",\"message\":\"MeterValues\",\"evse\":1}",
                "{\"type\":\"TriggerMessage\",\"message\":\"Heartbeat\"}",
                "{\"type\":\"UnlockConnector\",\"evse\":2,\"connector\":1}");
        waves.all(
                "{\"type\":\"ChangeAvailability\",\"evse\":2,\"operational\":false}",
                "{\"type\":\"ChangeAvailability\",\"evse\":2,\"operational\":true}");
        waves.each(this::reserve);
        fleet.stations().forEach(station -> station.limit(0, "EMS", 24));
        profiles(clock);
        fleet.stations().forEach(station -> station.release(0, "EMS"));
        monitors();
        waves.all("""
                {"type":"CustomerInformation","report":true,"clear":false,"idToken":{"idToken":"%s0001","type":"ISO14443"}}""".formatted(plan.prefix));
        waves.all("{\"type\":\"GetLog\",\"logType\":\"DiagnosticsLog\"}");
        waves.jobsAreDone();
        waves.all("{\"type\":\"GetLog\",\"logType\":\"SecurityLog\"}");
        waves.each(this::display);
        waves.all(
                "{\"type\":\"DataTransfer\",\"vendorId\":\"org.example.day\",\"messageId\":\"hello\",\"data\":\"1\"}");
        waves.all("{\"type\":\"PublishFirmware\",\"image\":\"" + image + "\"}");
        waves.jobsAreDone();
        String checksum =
                HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(IMAGE));
        waves.each(identity -> {
            JsonNode unpublished = operator.command(
                            identity, "{\"type\":\"UnpublishFirmware\",\"checksum\":\"" + checksum + "\"}")
                    .outcome()
                    .json();
            assertThat(unpublished.path("status").asString("")).isEqualTo("Unpublished");
        });
        waves.reconnecting("{\"type\":\"Reset\",\"how\":\"OnIdle\"}");
        waves.reconnecting("{\"type\":\"ChangePassword\",\"password\":\"" + SECOND_PASSWORD + "\"}");
        waves.each(identity -> waves.done(identity, """
                {"type":"UpdateFirmware","image":"%s","retrieveAt":"%s"}""".formatted(image, clock.get())));
    }

    private void reserve(String identity) {
        JsonNode reserved =
                waves.done(identity, """
                {"type":"ReserveNow","evse":2,"idToken":"%s%04d","durationSeconds":86000,"force":true}""".formatted(plan.prefix, 4 * plan.stations + 1)); // no car comes with it
        if (!reserved.path("status").asString("").equals("Accepted")) return;
        int id = reserved.at("/exchanges/0/request/id").asInt();
        waves.done(identity, "{\"type\":\"CancelReservation\",\"reservationId\":" + id + ",\"force\":true}");
    }

    private void profiles(Supplier<Instant> clock) {
        waves.each(identity -> {
            waves.done(identity, """
                    {"type":"SetChargingProfile","evse":0,"chargingProfile":{"id":1,"stackLevel":0,"chargingProfilePurpose":"TxDefaultProfile",
                     "chargingProfileKind":"Relative","chargingSchedule":[{"id":1,"chargingRateUnit":"A","chargingSchedulePeriod":[{"startPeriod":0,"limit":16.0}]}]}}""");
            waves.done(identity, """
                    {"type":"SetChargingProfile","evse":0,"chargingProfile":{"id":2,"stackLevel":0,"chargingProfilePurpose":"ChargingStationMaxProfile",
                     "chargingProfileKind":"Absolute","chargingSchedule":[{"id":2,"startSchedule":"%s","chargingRateUnit":"A","chargingSchedulePeriod":[{"startPeriod":0,"limit":20.0}]}]}}""".formatted(clock.get()));
            waves.done(identity, "{\"type\":\"GetChargingProfiles\",\"purpose\":\"TxDefaultProfile\"}");
            waves.done(identity, "{\"type\":\"GetCompositeSchedule\",\"evse\":1,\"duration\":60,\"unit\":\"A\"}");
            waves.done(identity, "{\"type\":\"ClearChargingProfile\",\"id\":1}");
            waves.done(identity, "{\"type\":\"ClearChargingProfile\",\"id\":2}");
        });
    }

    /** One of the two monitors stays, through all reboots of the day. */
    private void monitors() {
        waves.all(
                "{\"type\":\"SetMonitoringBase\",\"base\":\"All\"}",
                "{\"type\":\"SetMonitoringLevel\",\"severity\":8}",
                "{\"type\":\"SetVariableMonitoring\",\"monitors\":[{" + HEARTBEAT
                        + ",\"type\":\"UpperThreshold\",\"value\":400,\"severity\":4},{" + HEARTBEAT
                        + ",\"type\":\"LowerThreshold\",\"value\":5,\"severity\":7}]}",
                "{\"type\":\"SetVariables\",\"variables\":[{" + HEARTBEAT + ",\"value\":\"500\"}]}",
                "{\"type\":\"SetVariables\",\"variables\":[{" + HEARTBEAT + ",\"value\":\"300\"}]}",
                "{\"type\":\"GetMonitoringReport\"}");
        waves.each(identity -> clear(identity, "LowerThreshold"));
    }

    private void clear(String identity, String type) {
        for (JsonNode monitor :
                operator.get("/stations/" + identity + "/monitors").get("items")) {
            if (monitor.get("type").asString().equals(type))
                waves.done(identity, "{\"type\":\"ClearVariableMonitoring\",\"ids\":[" + monitor.get("id") + "]}");
        }
    }

    private void display(String identity) {
        waves.done(identity, """
                {"type":"SetDisplayMessage","id":11,"priority":"InFront","content":"Welcome","format":"UTF8","language":"en"}""");
        waves.done(identity, "{\"type\":\"GetDisplayMessages\"}");
        waves.done(identity, "{\"type\":\"ClearDisplayMessage\",\"id\":11}");
    }

    /** Cars with contracts, for a while. */
    private void evening() throws Exception {
        try (Fleet fleet = fleet(RunningTimeline.real(), SECOND_PASSWORD, Duration.ofSeconds(3))) {
            accepted(fleet);
            install("v2g", "V2GRootCertificate");
            install("mo", "MORootCertificate");
            waves.all("{\"type\":\"RenewCertificate\",\"certificateType\":\"V2GCertificate\"}");
            var pace = new Traffic.Pace(
                    Duration.ofSeconds(2), Duration.ofSeconds(8), Duration.ofSeconds(10), Duration.ofSeconds(25));
            var traffic = new Traffic(fleet, pace, tokens(), Long.MAX_VALUE).byContract();
            traffic.start();
            Instant end = Instant.now().plus(plan.evening);
            Waves.await(
                    "the evening to end",
                    () -> Instant.now().isAfter(end) && traffic.finished() >= 2L * plan.stations,
                    plan.evening.plusMinutes(5));
            empty(fleet, traffic);
            waves.each(identity -> chargeFromAfar(fleet.stations().get(identities.indexOf(identity))));
            waves.each(this::deleteRoot);
            settled(fleet);
        }
    }

    private void install(String authority, String type) throws Exception {
        String root = Pki.json(ServerFiles.root(csms, authority));
        waves.all(
                "{\"type\":\"InstallCertificate\",\"certificateType\":\"" + type + "\",\"certificate\":" + root + "}");
    }

    private void chargeFromAfar(SimulatedStation station) {
        String identity = station.identity();
        station.plug(1, Car.compact(0.4));
        waves.done(identity, "{\"type\":\"RemoteStart\",\"evse\":1,\"idToken\":\"%s0001\"}".formatted(plan.prefix));
        JsonNode open = waves.awaited(
                "/transactions?state=open&station=" + identity,
                shown -> shown.at("/items/0/chargingState").asString("").equals("Charging"),
                Duration.ofMinutes(2));
        waves.done(identity, "{\"type\":\"RemoteStop\",\"transaction\":" + open.at("/items/0/id") + "}");
        station.unplug(1);
        sessions++;
    }

    private void deleteRoot(String identity) {
        JsonNode told = waves.done(
                identity, "{\"type\":\"GetInstalledCertificateIds\",\"certificateType\":[\"MORootCertificate\"]}");
        JsonNode hash = told.at("/exchanges/0/response/certificateHashDataChain/0/certificateHashData");
        waves.done(identity, "{\"type\":\"DeleteCertificate\",\"certificateHashData\":" + hash + "}");
    }

    /** From profile 1 to 2, a certificate, and profile 3. */
    private void climb() {
        try (Fleet fleet = fleet(RunningTimeline.real(), SECOND_PASSWORD, Duration.ofSeconds(30))) {
            accepted(fleet);
            waves.each(identity -> raise(identity, 2));
            waves.each(identity -> {
                waves.done(identity, "{\"type\":\"RenewCertificate\"}");
                waves.awaited(
                        "/stations/" + identity + "/certificates",
                        shown -> shown.get("issued")
                                .valueStream()
                                .anyMatch(one -> one.get("state").asString().equals("inUse")
                                        && one.get("certificateType").asString().equals("ChargingStationCertificate")),
                        Duration.ofMinutes(2));
            });
            waves.each(identity -> raise(identity, 3));
            calm("the climb");
            assertThat(fleet.stations())
                    .extracting(SimulatedStation::securityProfile)
                    .containsOnly(3);
            settled(fleet);
        }
    }

    private void raise(String identity, int to) {
        waves.done(identity, """
                {"type":"RaiseSecurityProfile","to":%d,"configurationSlot":%d,"priority":["%d","1"],"reset":"OnIdle",
                 "connectionData":{"ocppCsmsUrl":"%s","ocppInterface":"Wired0","messageTimeout":30}}""".formatted(to, to, to, csms.secureStationUrl()));
        waves.awaited(
                "/stations/" + identity,
                shown -> shown.get("securityProfile").asInt() == to
                        && shown.get("connected").asBoolean(),
                Duration.ofMinutes(2));
    }

    private void empty(Fleet fleet, Traffic traffic) {
        traffic.stop();
        Waves.await("the last cars to leave", () -> traffic.finished() >= traffic.begun(), Duration.ofMinutes(4));
        settled(fleet);
        sessions += traffic.finished();
    }

    private static void accepted(Fleet fleet) {
        Waves.await(
                "all accepted",
                () -> fleet.states().stream().allMatch(state -> state.phase() == StationState.Phase.ACCEPTED),
                Duration.ofMinutes(2));
    }

    /** All facts are answered; the journals are kept. */
    private void settled(Fleet fleet) {
        Waves.await(
                "all facts answered",
                () -> fleet.states().stream()
                        .allMatch(state -> state.phase() == StationState.Phase.ACCEPTED && state.waitingFacts() == 0),
                Duration.ofMinutes(3));
        for (SimulatedStation station : fleet.stations()) {
            List<Journal> parts = journals.computeIfAbsent(station.identity(), _ -> new ArrayList<>());
            if (!parts.contains(station.journal())) parts.add(station.journal());
        }
    }

    private int audit() {
        int compared = 0;
        List<String> differences = new ArrayList<>();
        for (List<Journal> parts : journals.values()) {
            JournalAudit.Outcome outcome = JournalAudit.of(operator, parts);
            compared += outcome.factsCompared();
            differences.addAll(outcome.differences());
        }
        assertThat(differences.stream().limit(20).toList())
                .as("%d differences in %d facts", differences.size(), compared)
                .isEmpty();
        return compared;
    }

    private void nothingIsOdd() {
        var odd = new TreeMap<String, Integer>();
        for (String identity : identities) {
            for (JsonNode finding : operator.get("/stations/" + identity + "/findings?limit=500")
                    .get("items"))
                odd.merge(
                        finding.get("action").asString() + " "
                                + finding.get("code").asString() + " "
                                + finding.get("message").asString(),
                        finding.get("count").asInt(),
                        Integer::sum);
        }
        assertThat(odd).as("findings").isEmpty();
    }
}
