package dev.stationmaster.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.stationmaster.conformance.harness.ContractPki;
import dev.stationmaster.conformance.harness.CsmsUnderTest;
import dev.stationmaster.conformance.harness.Lab;
import dev.stationmaster.conformance.harness.Operator;
import dev.stationmaster.conformance.harness.Pki;
import dev.stationmaster.simulator.car.Car;
import dev.stationmaster.simulator.car.Evcc;
import dev.stationmaster.simulator.fleet.Fleet;
import dev.stationmaster.simulator.station.SimulatedStation;
import dev.stationmaster.simulator.station.StationConfig;
import dev.stationmaster.simulator.station.Version;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.cert.X509Certificate;
import java.security.spec.X509EncodedKeySpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A contract pool elsewhere, with authorities of its own, that answers as it should and as it should not. */
@ExtendWith(CsmsUnderTest.class)
class ContractPoolTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String ANSWER = "c29tZSBFWEk=";

    private final List<JsonNode> asked = new CopyOnWriteArrayList<>();
    private final CountDownLatch over = new CountDownLatch(1);
    private volatile int status = 200;
    private volatile boolean slow;
    private volatile Function<JsonNode, String> pool = _ -> "";
    private ExecutorService threads;
    private HttpServer http;

    @BeforeEach
    void connect(Lab lab) throws IOException {
        threads = Executors.newVirtualThreadPerTaskExecutor();
        http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 16);
        http.setExecutor(threads);
        http.createContext("/pool", this::answer);
        http.start();
        set(lab, "{\"contractPoolUrl\":\"http://127.0.0.1:" + http.getAddress().getPort() + "/pool\"}");
    }

    @AfterEach
    void disconnect(Lab lab) {
        over.countDown();
        set(lab, "{\"contractPoolUrl\":\"\",\"ocspSeconds\":4}");
        http.stop(0);
        threads.close();
    }

    private static void set(Lab lab, String settings) {
        Operator.Answer set = lab.operator().send("PATCH", "/settings", settings);
        assertThat(set.status()).as("%s", set.body()).isEqualTo(200);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            JsonNode question = JSON.readTree(exchange.getRequestBody().readAllBytes());
            asked.add(question);
            if (slow && !over.await(60, TimeUnit.SECONDS)) throw new IOException("nobody ended the test");
            byte[] answer = pool.apply(question).getBytes(StandardCharsets.UTF_8);
            if (status == 302) exchange.getResponseHeaders().add("Location", "/elsewhere");
            exchange.sendResponseHeaders(status, answer.length == 0 ? -1 : answer.length);
            exchange.getResponseBody().write(answer);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void aCarGetsItsContractThereAndChargesByIt(Lab lab) {
        String emaid = "DE8POOLC00000001";
        Operator operator = lab.operator();
        String identity = lab.newStation();
        try (var pki = new ContractPki();
                var fleet = new Fleet(Fleet.Options.usual())) {
            set(lab, "{\"ocspResponders\":\"127.0.0.1\"}");
            operator.send(
                    "POST",
                    "/trust-anchors",
                    "{\"kind\":\"MO\",\"certificate\":"
                            + Pki.json(Pki.pem(pki.root().certificate())) + "}");
            operator.send(
                    "POST", "/tokens", "{\"idToken\":\"" + emaid + "\",\"type\":\"eMAID\",\"status\":\"accepted\"}");
            pool = question -> sold(pki, emaid, question);
            SimulatedStation station = fleet.add(
                    StationConfig.of(identity, Version.OCPP201, lab.csms().stationUrl())
                            .withPassword(1, Lab.PASSWORD));
            station.start();
            operator.await(
                    "/stations/" + identity + "/connectors",
                    shown -> shown.toString().contains("Available"));
            station.plug(1, Car.compact(0.3).with(new Evcc("POOLCAR", 10_000, Duration.ofHours(4))));
            operator.await(
                    "/transactions?station=" + identity,
                    shown -> shown.at("/items/0/idToken/idToken").asString("").equals(emaid)
                            && shown.at("/items/0/chargingState").asString("").equals("Charging"));
            assertThat(asked).hasSize(1);
            assertThat(asked.getFirst().get("action").asString()).isEqualTo("Install");
            assertThat(asked.getFirst().get("iso15118SchemaVersion").asString()).startsWith("urn:iso:15118");
            assertThat(asked.getFirst().has("remainingContracts")).isFalse();
        }
    }

    /** What a mobility operator and its provisioning service do, in the JSON that simulated cars speak in the place of EXI. */
    private static String sold(ContractPki pki, String emaid, JsonNode question) {
        try {
            JsonNode wish = JSON.readTree(
                    Base64.getDecoder().decode(question.get("exiRequest").asString()));
            var key = KeyFactory.getInstance("EC")
                    .generatePublic(new X509EncodedKeySpec(
                            Base64.getDecoder().decode(wish.get("publicKey").asString())));
            List<String> chain = new ArrayList<>();
            for (X509Certificate one :
                    List.of(pki.contract(emaid, key), pki.sub().certificate())) {
                chain.add(Base64.getEncoder().encodeToString(one.getEncoded()));
            }
            ObjectNode exi = JSON.createObjectNode();
            exi.put("test15118", "CertificateInstallationRes")
                    .put("responseCode", "OK")
                    .put("emaid", emaid);
            exi.set("chain", JSON.valueToTree(chain));
            return JSON.createObjectNode()
                    .put("status", "Accepted")
                    .put("exiResponse", Base64.getEncoder().encodeToString(JSON.writeValueAsBytes(exi)))
                    .put("remainingContracts", 0)
                    .toString();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static JsonNode install(Lab.Play play) {
        return play.station().call("Get15118EVCertificate", """
                {"iso15118SchemaVersion":"urn:iso:15118:2:2013:MsgDef","action":"Install","exiRequest":"cmVxdWVzdA=="}""");
    }

    private static void assertFailed(JsonNode answer, String exiResponse) {
        assertThat(answer.get("status").asString()).isEqualTo("Failed");
        assertThat(answer.get("exiResponse").asString()).isEqualTo(exiResponse);
    }

    @Test
    void whatThePoolSaysPassesUntouched(Lab lab) {
        try (var play = lab.booted201()) {
            pool = _ -> "{\"status\":\"Accepted\",\"exiResponse\":\"" + ANSWER + "\",\"remainingContracts\":2}";
            JsonNode answer = install(play);
            assertThat(answer.get("status").asString()).isEqualTo("Accepted");
            assertThat(answer.get("exiResponse").asString()).isEqualTo(ANSWER);
            assertThat(asked.getFirst().get("exiRequest").asString()).isEqualTo("cmVxdWVzdA==");
            // A refusal may bring words of its own for the car.
            pool = _ -> "{\"status\":\"Failed\",\"exiResponse\":\"" + ANSWER + "\"}";
            assertFailed(install(play), ANSWER);
        }
    }

    @Test
    void aPoolThatAnswersWrongCostsTheCarItsContractAndTheStationNothing(Lab lab) {
        try (var play = lab.booted201()) {
            for (String wrong : List.of(
                    "",
                    "this is no JSON",
                    "[]",
                    "{}",
                    "{\"status\":\"Accepted\"}",
                    "{\"status\":\"Accepted\",\"exiResponse\":\"\"}",
                    "{\"status\":\"Accepted\",\"exiResponse\":\"" + "A".repeat(5_601) + "\"}")) {
                pool = _ -> wrong;
                assertFailed(install(play), "");
            }
            pool = _ -> "{\"status\":\"Accepted\",\"exiResponse\":\"" + ANSWER + "\"}";
            for (int refusal : new int[] {302, 404, 500}) {
                status = refusal;
                assertFailed(install(play), "");
            }
            status = 200;
            assertThat(install(play).get("status").asString()).isEqualTo("Accepted");
        }
    }

    @Test
    void aPoolThatIsSlowOrGoneIsNotWaitedFor(Lab lab) {
        set(lab, "{\"ocspSeconds\":1}");
        try (var play = lab.booted201()) {
            slow = true;
            assertFailed(install(play), "");
            assertThat(asked).hasSize(1);
            http.stop(0);
            assertFailed(install(play), "");
        }
    }
}
