package dev.stationmaster.conformance.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stationmaster.conformance.harness.Csms;
import dev.stationmaster.conformance.harness.Operator;
import dev.stationmaster.simulator.fleet.Fleet;
import dev.stationmaster.simulator.fleet.Traffic;
import dev.stationmaster.simulator.station.EvseConfig;
import dev.stationmaster.simulator.station.SimulatedStation;
import dev.stationmaster.simulator.station.StationConfig;
import dev.stationmaster.simulator.station.StationState;
import dev.stationmaster.simulator.station.Token;
import dev.stationmaster.simulator.station.Tuning;
import dev.stationmaster.simulator.station.Version;
import dev.stationmaster.simulator.time.RunningTimeline;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A day of 1.6 stations, faster than in life: cars all day, while an operator does what operators do; at its end they climb to profile 3. */
final class StationDay {
    /** Their clocks lie so far back that they never pass ours, however long the last cars take. */
    private static final Duration BEHIND = Duration.ofHours(8);

    private static final String FIRST_PASSWORD = "day-first-password-1";
    private static final String SECOND_PASSWORD = "day-second-passwd-2";
    /** Commands of one wave that are under way at a time. */
    private static final int AT_ONCE = 6;
    /** What an operator may be told although everything is as it should be: a connector is taken, a filter finds nothing. */
    private static final Set<String> FINE = Set.of("Accepted", "Occupied", "Unknown", "Scheduled", "");

    private final Csms csms;
    private final Operator operator;
    private final String prefix;
    private final int stations;
    private final Duration day;
    private final double speed;
    private final boolean ftp;
    private final ConcurrentLinkedQueue<String> trouble = new ConcurrentLinkedQueue<>();

    /** @param prefix of the identities @param speed of the stations' world @param ftp whether the server's FTP is on */
    StationDay(Csms csms, String prefix, int stations, Duration day, double speed, boolean ftp) {
        this.csms = csms;
        this.operator = new Operator(csms);
        this.prefix = prefix;
        this.stations = stations;
        this.day = day;
        this.speed = speed;
        this.ftp = ftp;
    }

    private String identity(int n) {
        return "%s-%03d".formatted(prefix, n);
    }

    /** Lives it. @return how many facts were compared with the journals */
    int live() {
        operator.provision("""
                {"stations":[{"id":"%s-{n:3}","count":%d,"securityProfile":1,"password":"%s","settings":{"localListTokens":"group:%s"}}],
                 "tokens":[{"idToken":"%s{n:4}","type":"ISO14443","count":%d,"group":"%s"}]}""".formatted(prefix, stations, FIRST_PASSWORD, prefix, prefix, 2 * stations, prefix));
        String image = image();
        int compared;
        Instant worldStart = Instant.now().minus(day).minus(BEHIND);
        var timeline = RunningTimeline.from(worldStart, speed);
        try (var fleet = new Fleet(Fleet.Options.usual().withTimeline(timeline))) {
            for (int n = 1; n <= stations; n++) fleet.add(config(n, FIRST_PASSWORD));
            var traffic = new Traffic(fleet, pace(), tokens(), Long.MAX_VALUE);
            fleet.start(Duration.ofSeconds(1));
            traffic.start();
            awaitAccepted(fleet);
            work(image, () -> timeline.now());
            await("the day to end", () -> timeline.now().isAfter(worldStart.plus(day)), Duration.ofMinutes(20));
            traffic.stop();
            await("the last cars to leave", () -> traffic.finished() >= traffic.begun(), Duration.ofMinutes(4));
            jobsAreDone();
            await(
                    "all facts answered",
                    () -> fleet.states().stream()
                            .allMatch(
                                    state -> state.phase() == StationState.Phase.ACCEPTED && state.waitingFacts() == 0),
                    Duration.ofMinutes(2));
            compared = audit(fleet);
        }
        climb();
        nothingIsOdd();
        assertThat(trouble).isEmpty();
        return compared;
    }

    private StationConfig config(int n, String password) {
        return StationConfig.of(identity(n), Version.OCPP16, csms.stationUrl())
                .withPassword(1, password)
                .withEvses(EvseConfig.ac(), EvseConfig.ac())
                .withSecurity(csms.secureStationUrl(), null)
                .withTuning(Tuning.stubborn()
                        .withMessageTimeout(Duration.ofSeconds(30))
                        .withSampleInterval(Duration.ofMinutes(2)));
    }

    private Traffic.Pace pace() {
        boolean whole = day.compareTo(Duration.ofHours(12)) > 0;
        return whole
                ? new Traffic.Pace(
                        Duration.ofMinutes(10), Duration.ofMinutes(60), Duration.ofMinutes(20), Duration.ofMinutes(90))
                : new Traffic.Pace(
                        Duration.ofMinutes(1), Duration.ofMinutes(3), Duration.ofMinutes(3), Duration.ofMinutes(6));
    }

    private List<Token> tokens() {
        return IntStream.rangeClosed(1, 2 * stations)
                .mapToObj(n -> Token.card("%s%04d".formatted(prefix, n)))
                .toList();
    }

    /** A firmware image of the operator. @return its id */
    private String image() {
        var request = HttpRequest.newBuilder(URI.create(csms.apiUrl() + "/files?name=fw-2.0.0.bin"))
                .header("Authorization", "Bearer " + csms.apiToken())
                .header("Content-Type", "application/octet-stream")
                .POST(HttpRequest.BodyPublishers.ofByteArray(new byte[50_000]))
                .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            String body =
                    http.send(request, HttpResponse.BodyHandlers.ofString()).body();
            return JsonMapper.builder().build().readTree(body).get("id").asString();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    /** Wave by wave, all stations. */
    private void work(String image, java.util.function.Supplier<Instant> stationClock) {
        each(identity -> done(identity, "{\"type\":\"GetVariables\"}"));
        each(identity -> done(identity, "{\"type\":\"SyncLocalList\",\"full\":true}"));
        each(identity -> {
            done(identity, """
                    {"type":"SetChargingProfile","evse":0,"chargingProfile":{"id":1,"stackLevel":0,"chargingProfilePurpose":"TxDefaultProfile",
                     "chargingProfileKind":"Relative","chargingSchedule":{"chargingRateUnit":"A","chargingSchedulePeriod":[{"startPeriod":0,"limit":16.0}]}}}""");
            done(identity, "{\"type\":\"GetCompositeSchedule\",\"evse\":1,\"duration\":60,\"unit\":\"A\"}");
        });
        each(identity -> {
            JsonNode reserved = done(identity, """
                    {"type":"ReserveNow","evse":2,"idToken":"%s0001","durationSeconds":86000,"force":true}""".formatted(prefix));
            if (reserved.path("status").asString("").equals("Accepted")) {
                int id = reserved.at("/exchanges/0/request/reservationId").asInt();
                done(identity, "{\"type\":\"CancelReservation\",\"reservationId\":" + id + ",\"force\":true}");
            }
        });
        each(identity -> done(identity, "{\"type\":\"GetDiagnostics\",\"via\":\"http\"}"));
        if (ftp) {
            jobsAreDone();
            each(identity -> done(identity, "{\"type\":\"GetDiagnostics\",\"via\":\"ftp\"}"));
        }
        each(identity -> done(identity, "{\"type\":\"ClearChargingProfile\",\"id\":1}"));
        each(identity ->
                done(identity, "{\"type\":\"TriggerMessage\",\"message\":\"StatusNotification\",\"connector\":1}"));
        each(identity -> done(identity, "{\"type\":\"ChangePassword\",\"password\":\"" + SECOND_PASSWORD + "\"}"));
        each(identity -> done(identity, """
                {"type":"UpdateFirmware","image":"%s","retrieveAt":"%s"}""".formatted(image, stationClock.get())));
    }

    private void each(Consumer<String> task) {
        var slots = new Semaphore(AT_ONCE);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int n = 1; n <= stations; n++) {
                String identity = identity(n);
                threads.submit(() -> {
                    slots.acquireUninterruptibly();
                    try {
                        task.accept(identity);
                    } catch (Throwable e) {
                        trouble.add(identity + ": " + e);
                    } finally {
                        slots.release();
                    }
                });
            }
        }
    }

    /** A command that the station must have answered; waits for a station that is on its way back. */
    private JsonNode done(String identity, String body) {
        String patient = body.substring(0, body.length() - 1) + ",\"expiresInSeconds\":120}";
        JsonNode command = operator.command(identity, patient).outcome().json();
        String id = command.get("id").asString();
        JsonNode ended = operator.await(
                "/commands/" + id,
                shown -> shown.hasNonNull("answeredAt")
                        || Set.of("failed", "refused", "expired")
                                .contains(shown.get("state").asString()));
        boolean fine = ended.get("state").asString().equals("answered")
                && FINE.contains(ended.path("status").asString(""));
        if (!fine) trouble.add(identity + ": " + ended);
        return ended;
    }

    private void jobsAreDone() {
        for (int n = 1; n <= stations; n++) {
            for (String kind : new String[] {"/log-jobs", "/firmware-jobs"}) {
                String path = "/stations/" + identity(n) + kind;
                await(
                        path + " done",
                        () -> operator.get(path)
                                .get("items")
                                .valueStream()
                                .allMatch(job -> job.get("state").asString().equals("done")),
                        Duration.ofMinutes(3));
            }
        }
    }

    private int audit(Fleet fleet) {
        int compared = 0;
        List<String> differences = new ArrayList<>();
        for (SimulatedStation station : fleet.stations()) {
            JournalAudit.Outcome outcome = JournalAudit.of(operator, station.journal());
            compared += outcome.factsCompared();
            differences.addAll(outcome.differences());
        }
        assertThat(differences.stream().limit(20).toList())
                .as("%d differences in %d facts", differences.size(), compared)
                .isEmpty();
        return compared;
    }

    /** In the present, because certificates are: from profile 1 to 2, a certificate, and profile 3. */
    private void climb() {
        try (var fleet = new Fleet(Fleet.Options.usual())) {
            for (int n = 1; n <= stations; n++) fleet.add(config(n, SECOND_PASSWORD));
            fleet.start(Duration.ofSeconds(1));
            awaitAccepted(fleet);
            each(identity -> raise(identity, 2));
            each(identity -> {
                done(identity, "{\"type\":\"RenewCertificate\"}");
                operator.await(
                        "/stations/" + identity + "/certificates",
                        shown -> shown.get("issued")
                                .valueStream()
                                .anyMatch(one -> one.get("state").asString().equals("inUse")));
            });
            each(identity -> raise(identity, 3));
            assertThat(fleet.stations()).allMatch(station -> station.securityProfile() == 3);
        }
    }

    /** A station of 1.6 drops its connection once it was told, often before the Reset that follows: what counts is that it comes back. */
    private void raise(String identity, int to) {
        operator.command(identity, "{\"type\":\"RaiseSecurityProfile\",\"to\":" + to + "}")
                .outcome();
        operator.await(
                "/stations/" + identity,
                shown -> shown.get("securityProfile").asInt() == to
                        && shown.get("connected").asBoolean());
    }

    private void nothingIsOdd() {
        var odd = new TreeMap<String, Integer>();
        for (int n = 1; n <= stations; n++) {
            for (JsonNode finding : operator.get("/stations/" + identity(n) + "/findings?limit=500")
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

    private void awaitAccepted(Fleet fleet) {
        await(
                "all accepted",
                () -> fleet.states().stream().allMatch(state -> state.phase() == StationState.Phase.ACCEPTED),
                Duration.ofMinutes(1));
    }

    private static void await(String what, BooleanSupplier fact, Duration most) {
        long deadline = System.nanoTime() + most.toNanos();
        while (!fact.getAsBoolean()) {
            if (System.nanoTime() > deadline) throw new AssertionError("no " + what + " within " + most);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
        }
    }
}
