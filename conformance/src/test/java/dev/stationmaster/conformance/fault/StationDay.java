package dev.stationmaster.conformance.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stationmaster.conformance.harness.Csms;
import dev.stationmaster.conformance.harness.Operator;
import dev.stationmaster.simulator.fleet.Fleet;
import dev.stationmaster.simulator.fleet.Traffic;
import dev.stationmaster.simulator.station.EvseConfig;
import dev.stationmaster.simulator.station.StationConfig;
import dev.stationmaster.simulator.station.Tuning;
import dev.stationmaster.simulator.station.Version;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A day of 1.6 stations, faster than in life: cars all day, while an operator does what operators do; at its end they climb to profile 3. */
final class StationDay {
    /** Their clocks lie so far back that they never pass ours, however long the last cars take. */
    private static final Duration BEHIND = Duration.ofHours(8);

    private static final String FIRST_PASSWORD = "day-first-password-1";
    private static final String SECOND_PASSWORD = "day-second-passwd-2";
    /** What an operator may be told although everything is as it should be: a connector is taken, a filter finds nothing. */
    private static final Set<String> FINE = Set.of("Accepted", "Occupied", "Unknown", "Scheduled", "");

    private final Csms csms;
    private final Operator operator;
    private final String prefix;
    private final boolean ftp;
    private final PlayedDay frame;
    private final ConcurrentLinkedQueue<String> trouble = new ConcurrentLinkedQueue<>();

    /** @param prefix of the identities @param speed of the stations' world @param ftp whether the server's FTP is on */
    StationDay(Csms csms, String prefix, int stations, Duration day, double speed, boolean ftp) {
        this.csms = csms;
        this.operator = new Operator(csms);
        this.prefix = prefix;
        this.ftp = ftp;
        this.frame = new PlayedDay(operator, new PlayedDay.Plan(prefix, stations, day, speed, BEHIND, pace(day), 2));
    }

    /** Lives it. @return how many facts were compared with the journals */
    int live() {
        frame.provision(
                ",\"securityProfile\":1,\"password\":\"%s\",\"settings\":{\"localListTokens\":\"group:%s\"}"
                        .formatted(FIRST_PASSWORD, prefix),
                ",\"group\":\"" + prefix + "\"");
        String image = image();
        var outcome = frame.play(n -> config(frame.identity(n), FIRST_PASSWORD), new PlayedDay.Work() {
            @Override
            public void during(Supplier<Instant> clock) {
                work(image, clock);
            }

            @Override
            public void afterwards() {
                jobsAreDone();
            }
        });
        climb();
        frame.nothingIsOdd();
        assertThat(trouble).isEmpty();
        return outcome.factsCompared();
    }

    private StationConfig config(String identity, String password) {
        return StationConfig.of(identity, Version.OCPP16, csms.stationUrl())
                .withPassword(1, password)
                .withEvses(EvseConfig.ac(), EvseConfig.ac())
                .withSecurity(csms.secureStationUrl(), null)
                .withTuning(Tuning.stubborn()
                        .withMessageTimeout(Duration.ofSeconds(30))
                        .withSampleInterval(Duration.ofMinutes(2)));
    }

    private static Traffic.Pace pace(Duration day) {
        boolean whole = day.compareTo(Duration.ofHours(12)) > 0;
        return whole
                ? new Traffic.Pace(
                        Duration.ofMinutes(10), Duration.ofMinutes(60), Duration.ofMinutes(20), Duration.ofMinutes(90))
                : new Traffic.Pace(
                        Duration.ofMinutes(1), Duration.ofMinutes(3), Duration.ofMinutes(3), Duration.ofMinutes(6));
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
    private void work(String image, Supplier<Instant> stationClock) {
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
                    {"type":"ReserveNow","evse":2,"idToken":"%s","durationSeconds":86000,"force":true}""".formatted(frame.card(1)));
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
        trouble.addAll(PlayedDay.each(frame.identities(), task));
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
        each(identity -> {
            for (String kind : new String[] {"/log-jobs", "/firmware-jobs"}) {
                String path = "/stations/" + identity + kind;
                PlayedDay.await(
                        path + " done",
                        Duration.ofMinutes(3),
                        () -> operator.get(path)
                                .get("items")
                                .valueStream()
                                .allMatch(job -> job.get("state").asString().equals("done")));
            }
        });
    }

    /** In the present, because certificates are: from profile 1 to 2, a certificate, and profile 3. */
    private void climb() {
        try (var fleet = new Fleet(Fleet.Options.usual())) {
            frame.identities().forEach(identity -> fleet.add(config(identity, SECOND_PASSWORD)));
            fleet.start(Duration.ofSeconds(1));
            PlayedDay.awaitSettled(fleet);
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

    /** A station of 1.6 drops its connection once it was told, often before the Reset that follows: the flow ends when it has come back. */
    private void raise(String identity, int to) {
        JsonNode told = done(identity, "{\"type\":\"RaiseSecurityProfile\",\"to\":" + to + "}");
        operator.await(
                "/commands/" + told.get("id").asString(),
                shown -> shown.get("effect").get("state").asString().equals("seen"));
        operator.await(
                "/stations/" + identity,
                shown -> shown.get("securityProfile").asInt() == to
                        && shown.get("connected").asBoolean());
    }
}
