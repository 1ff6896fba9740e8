package dev.stationmaster.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stationmaster.conformance.harness.CsmsUnderTest;
import dev.stationmaster.conformance.harness.Lab;
import dev.stationmaster.conformance.harness.Operator;
import dev.stationmaster.conformance.harness.Pki;
import dev.stationmaster.simulator.car.Car;
import dev.stationmaster.simulator.car.Evcc;
import dev.stationmaster.simulator.fleet.Fleet;
import dev.stationmaster.simulator.security.ClientCertificate;
import dev.stationmaster.simulator.security.OwnKey;
import dev.stationmaster.simulator.station.SimulatedStation;
import dev.stationmaster.simulator.station.StationConfig;
import dev.stationmaster.simulator.station.Version;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** Plug & Charge from the car to the operator, with stations and cars that know nothing of our code. */
@ExtendWith(CsmsUnderTest.class)
class SimulatedPlugAndChargeTest {
    @Test
    void aCarOf201GetsItsContractChargesByItAndLosesIt(Lab lab) throws Exception {
        play(lab, Version.OCPP201, "DE8SIM200000001");
    }

    @Test
    void aCarOf21GetsItsContractChargesByItAndLosesIt(Lab lab) throws Exception {
        play(lab, Version.OCPP21, "DE8SIM210000001");
    }

    private static void play(Lab lab, Version version, String emaid) throws Exception {
        Operator operator = lab.operator();
        String identity = lab.newStation();
        String pcid = "CAR-" + identity;
        Operator.Answer contract =
                operator.send("POST", "/contracts", "{\"emaid\":\"" + emaid + "\",\"vehicle\":\"" + pcid + "\"}");
        assertThat(contract.status()).as("%s", contract.body()).isEqualTo(201);
        Evcc evcc = new Evcc(pcid, 15_000, Duration.ofHours(6)).greedy();
        try (var fleet = new Fleet(Fleet.Options.usual())) {
            SimulatedStation station = fleet.add(
                    StationConfig.of(identity, version, lab.csms().stationUrl()).withPassword(1, Lab.PASSWORD));
            station.start();
            operator.await(
                    "/stations/" + identity + "/connectors",
                    shown -> shown.toString().contains("Available"));

            // The contract comes to the car, the server looks at all of its chain, and the greedy car is put right.
            station.plug(1, Car.compact(0.3).with(evcc));
            chargesBy(operator, identity, emaid, 1);
            JsonNode needs = operator.await(
                    "/stations/" + identity + "/charging-needs",
                    shown -> shown.at("/items/0/corrected").asBoolean(false)
                            && shown.at("/items/0/verdict").asString("").equals("accepted")
                            && shown.at("/items/0/outcome").asString("").equals("Accepted"));
            assertThat(needs.at("/items/0/needs/energyWh").asInt()).isEqualTo(15_000);
            JsonNode limited = operator.get("/stations/" + identity + "/composite-schedule?evse=1&duration=600");
            assertThat(limited.at("/periods/0/limit").asDouble()).isBetween(6.0, 32.0);
            leaves(operator, station, 1);

            // The root is on the station now, so hashes are enough; and the certificate is renewed on the way.
            install(lab, identity, "mo", "MORootCertificate");
            evcc.renewing();
            station.plug(1, Car.compact(0.5).with(evcc));
            chargesBy(operator, identity, emaid, 2);
            JsonNode asked = authorize(operator, identity, 2).at("/request/3");
            assertThat(asked.get("iso15118CertificateHashData").size()).isEqualTo(2);
            assertThat(asked.has("certificate")).isFalse();
            JsonNode shown =
                    operator.get("/contracts/" + contract.json().get("id").asString());
            assertThat(shown.get("state").asString()).isEqualTo("installed");
            assertThat(shown.get("certificates").size()).isEqualTo(2);
            leaves(operator, station, 2);

            // The contract ends, and the car is turned away.
            operator.send("POST", "/contracts/" + contract.json().get("id").asString() + "/revoke", null);
            station.plug(1, Car.compact(0.7).with(evcc));
            JsonNode refused = authorize(operator, identity, 3).at("/response/2");
            assertThat(refused.get("certificateStatus").asString()).isEqualTo("CertificateRevoked");
            assertThat(refused.at("/idTokenInfo/status").asString()).isEqualTo("Invalid");
            assertThat(operator.get("/stations/" + identity + "/findings").get("items"))
                    .isEmpty();
        }
    }

    /** The maker's certificate is what proves whose contract a car may have. */
    @Test
    void whereItIsRequiredACarProvesItsIdByTheCertificateOfItsMaker(Lab lab) {
        Operator operator = lab.operator();
        String identity = lab.newStation();
        String pcid = "MADE-" + identity;
        operator.send("POST", "/contracts", "{\"emaid\":\"DE8SIM300000001\",\"vehicle\":\"" + pcid + "\"}");
        operator.send("PATCH", "/settings", "{\"carProvisioning\":\"required\"}");
        OwnKey key = OwnKey.make(false);
        try (var fleet = new Fleet(Fleet.Options.usual())) {
            SimulatedStation station = fleet.add(
                    StationConfig.of(identity, Version.OCPP201, lab.csms().stationUrl())
                            .withPassword(1, Lab.PASSWORD));
            station.start();
            operator.await(
                    "/stations/" + identity + "/connectors",
                    shown -> shown.toString().contains("Available"));
            assertThat(asksForItsContract(operator, station, new Evcc(pcid, 15_000, Duration.ofHours(6)), 1))
                    .isEqualTo("Failed");
            var chainOfAnother = maker(operator, "ANOTHER", key);
            var thief = new Evcc(pcid, 15_000, Duration.ofHours(6)).certified(key, chainOfAnother);
            assertThat(asksForItsContract(operator, station, thief, 2)).isEqualTo("Failed");
            var own = maker(operator, pcid, key);
            var strange = new Evcc(pcid, 15_000, Duration.ofHours(6)).certified(OwnKey.make(false), own);
            assertThat(asksForItsContract(operator, station, strange, 3)).isEqualTo("Failed");
            var genuine = new Evcc(pcid, 15_000, Duration.ofHours(6)).certified(key, own);
            assertThat(asksForItsContract(operator, station, genuine, 4)).isEqualTo("Accepted");
            assertThat(genuine.emaid()).isEqualTo("DE8SIM300000001");
        } finally {
            operator.send("PATCH", "/settings", "{\"carProvisioning\":\"offered\"}");
        }
    }

    private static List<X509Certificate> maker(Operator operator, String pcid, OwnKey key) {
        Operator.Answer made = operator.send(
                "POST",
                "/contract-pool/cars",
                "{\"pcid\":\"" + pcid + "\",\"csr\":" + Pki.json(key.request(pcid, "")) + "}");
        assertThat(made.status()).as("%s", made.body()).isEqualTo(201);
        return ClientCertificate.chain(made.json().get("chain").asString());
    }

    /** What the server says to the request of that number. */
    private static String asksForItsContract(Operator operator, SimulatedStation station, Evcc car, int number) {
        station.plug(1, Car.compact(0.3).with(car));
        JsonNode all = operator.await(
                "/stations/" + station.identity() + "/messages?action=Get15118EVCertificate",
                shown -> shown.get("items").size() == number
                        && shown.at("/items/0/response/2").has("status"));
        station.unplug(1);
        return all.at("/items/0/response/2/status").asString();
    }

    private static void chargesBy(Operator operator, String identity, String emaid, int sessions) {
        operator.await(
                "/transactions?station=" + identity,
                shown -> shown.get("items").size() == sessions
                        && shown.at("/items/0/idToken/idToken").asString("").equals(emaid)
                        && shown.at("/items/0/chargingState").asString("").equals("Charging"));
    }

    private static void leaves(Operator operator, SimulatedStation station, int sessions) {
        station.unplug(1);
        operator.await(
                "/transactions?station=" + station.identity() + "&state=ended",
                shown -> shown.get("items").size() == sessions);
    }

    /** The exchange of that number, counted from the first. */
    private static JsonNode authorize(Operator operator, String identity, int number) {
        JsonNode all = operator.await(
                "/stations/" + identity + "/messages?action=Authorize",
                shown -> shown.get("items").size() == number);
        return all.at("/items/0");
    }

    /** The station gets a certificate to show to cars, and asks what became of the authority that issued it. */
    @Test
    void aStationAsksAboutTheAuthorityOfItsOwnCertificate(Lab lab) throws Exception {
        Operator operator = lab.operator();
        String identity = lab.newStation();
        try (var fleet = new Fleet(Fleet.Options.usual())) {
            SimulatedStation station = fleet.add(
                    StationConfig.of(identity, Version.OCPP201, lab.csms().stationUrl())
                            .withPassword(1, Lab.PASSWORD));
            station.start();
            operator.await(
                    "/stations/" + identity + "/connectors",
                    shown -> shown.toString().contains("Available"));
            install(lab, identity, "v2g", "V2GRootCertificate");
            JsonNode renewed = operator.command(
                            identity, "{\"type\":\"RenewCertificate\",\"certificateType\":\"V2GCertificate\"}")
                    .result();
            assertThat(renewed.path("status").asString("")).as("%s", renewed).isEqualTo("Accepted");
            JsonNode asked = operator.await(
                    "/stations/" + identity + "/messages?action=GetCertificateStatus",
                    shown -> !shown.get("items").isEmpty());
            assertThat(asked.at("/items/0/response/2/status").asString()).isEqualTo("Accepted");
            assertThat(asked.at("/items/0/response/2/ocspResult").asString()).isNotEmpty();
        }
    }

    private static void install(Lab lab, String identity, String authority, String certificateType)
            throws IOException, InterruptedException {
        String server = lab.csms().apiUrl().toString().replaceFirst("/api/v1$", "");
        try (HttpClient http = HttpClient.newHttpClient()) {
            String pem = http.send(
                            HttpRequest.newBuilder(URI.create(server + "/pki/" + authority + "-root.pem"))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body();
            JsonNode installed = lab.operator()
                    .command(
                            identity,
                            "{\"type\":\"InstallCertificate\",\"certificateType\":\"" + certificateType
                                    + "\",\"certificate\":" + Pki.json(pem) + "}")
                    .result();
            assertThat(installed.path("status").asString(""))
                    .as("%s", installed)
                    .isEqualTo("Accepted");
        }
    }
}
