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
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A day of 1.6 stations, faster than in life: cars all day, while an operator does what operators do; at its end they climb to profile 3. */
final class StationDay {
    /** Their clocks lie so far back that they never pass ours, however long the last cars take. */
    private static final Duration BEHIND = Duration.ofHours(8);

    private static final String FIRST_PASSWORD = "day-first-password-1";
    private static final String SECOND_PASSWORD = "day-second-passwd-2";
    /** However busy the machine is. */
    private static final Duration LONG = Duration.ofMinutes(4);

    private final Csms csms;
    private final Operator operator;
    private final String prefix;
    private final boolean ftp;
    private final PlayedDay frame;
    private final Waves waves;

    /** @param prefix of the identities @param speed of the stations' world @param ftp whether the server's FTP is on */
    StationDay(Csms csms, String prefix, int stations, Duration day, double speed, boolean ftp) {
        this.csms = csms;
        this.operator = new Operator(csms);
        this.prefix = prefix;
        this.ftp = ftp;
        this.frame = new PlayedDay(operator, new PlayedDay.Plan(prefix, stations, day, speed, BEHIND, pace(day), 2));
        // A filter may find no profile to clear.
        this.waves = new Waves(operator, frame.identities(), "Unknown");
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
                waves.jobsAreDone();
            }
        });
        climb();
        frame.nothingIsOdd();
        assertThat(waves.trouble()).isEmpty();
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
        waves.each(identity -> waves.done(identity, "{\"type\":\"GetVariables\"}"));
        waves.each(identity -> waves.done(identity, "{\"type\":\"SyncLocalList\",\"full\":true}"));
        waves.each(identity -> {
            waves.done(identity, """
                    {"type":"SetChargingProfile","evse":0,"chargingProfile":{"id":1,"stackLevel":0,"chargingProfilePurpose":"TxDefaultProfile",
                     "chargingProfileKind":"Relative","chargingSchedule":{"chargingRateUnit":"A","chargingSchedulePeriod":[{"startPeriod":0,"limit":16.0}]}}}""");
            waves.done(identity, "{\"type\":\"GetCompositeSchedule\",\"evse\":1,\"duration\":60,\"unit\":\"A\"}");
        });
        waves.each(identity -> {
            JsonNode reserved = waves.done(identity, """
                    {"type":"ReserveNow","evse":2,"idToken":"%s","durationSeconds":86000,"force":true}""".formatted(frame.card(1)));
            if (reserved.path("status").asString("").equals("Accepted")) {
                int id = reserved.at("/exchanges/0/request/reservationId").asInt();
                waves.done(identity, "{\"type\":\"CancelReservation\",\"reservationId\":" + id + ",\"force\":true}");
            }
        });
        waves.each(identity -> waves.done(identity, "{\"type\":\"GetDiagnostics\",\"via\":\"http\"}"));
        if (ftp) {
            waves.jobsAreDone();
            waves.each(identity -> waves.done(identity, "{\"type\":\"GetDiagnostics\",\"via\":\"ftp\"}"));
        }
        waves.each(identity -> waves.done(identity, "{\"type\":\"ClearChargingProfile\",\"id\":1}"));
        waves.each(identity -> waves.done(
                identity, "{\"type\":\"TriggerMessage\",\"message\":\"StatusNotification\",\"connector\":1}"));
        waves.each(identity ->
                waves.done(identity, "{\"type\":\"ChangePassword\",\"password\":\"" + SECOND_PASSWORD + "\"}"));
        waves.each(identity -> waves.done(identity, """
                {"type":"UpdateFirmware","image":"%s","retrieveAt":"%s"}""".formatted(image, stationClock.get())));
    }

    /** In the present, because certificates are: from profile 1 to 2, a certificate, and profile 3. */
    private void climb() {
        try (var fleet = new Fleet(Fleet.Options.usual())) {
            frame.identities().forEach(identity -> fleet.add(config(identity, SECOND_PASSWORD)));
            fleet.start(Duration.ofSeconds(1));
            PlayedDay.awaitSettled(fleet);
            waves.each(identity -> raise(identity, 2));
            waves.each(identity -> {
                waves.done(identity, "{\"type\":\"RenewCertificate\"}");
                waves.awaited(
                        "/stations/" + identity + "/certificates",
                        shown -> shown.get("issued")
                                .valueStream()
                                .anyMatch(one -> one.get("state").asString().equals("inUse")),
                        LONG);
            });
            waves.each(identity -> raise(identity, 3));
            assertThat(fleet.stations()).allMatch(station -> station.securityProfile() == 3);
        }
    }

    /** A station of 1.6 drops its connection once it was told, often before the Reset that follows: the flow ends when it has come back. */
    private void raise(String identity, int to) {
        JsonNode told = waves.done(identity, "{\"type\":\"RaiseSecurityProfile\",\"to\":" + to + "}");
        waves.awaited(
                "/commands/" + told.get("id").asString(),
                shown -> shown.get("effect").get("state").asString().equals("seen"),
                LONG);
        waves.awaited(
                "/stations/" + identity,
                shown -> shown.get("securityProfile").asInt() == to
                        && shown.get("connected").asBoolean(),
                LONG);
    }
}
