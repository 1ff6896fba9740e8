package dev.stationmaster.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.stationmaster.conformance.harness.CsmsUnderTest;
import dev.stationmaster.conformance.harness.Lab;
import dev.stationmaster.conformance.harness.Operator;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** DataTransfer from a station: who answers, by which rule. */
@ExtendWith(CsmsUnderTest.class)
class VendorMessageTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Test
    void aRuleAnswersItsMessageInBothFamilies(Lab lab) {
        String vendor = lab.unknownToken();
        rule(lab, """
                {"vendorId":"%s","messageId":"Hello","answer":"accept","data":"world"}""".formatted(vendor));
        try (var play = lab.booted16()) {
            JsonNode answer =
                    play.station().call("DataTransfer", """
                    {"vendorId":"%s","messageId":"HELLO","data":"x"}""".formatted(vendor.toLowerCase(java.util.Locale.ROOT)));
            assertThat(answer.get("status").asString()).isEqualTo("Accepted");
            assertThat(answer.get("data").asString()).isEqualTo("world");
            JsonNode other = play.station().call("DataTransfer", """
                    {"vendorId":"%s","messageId":"Other"}""".formatted(vendor));
            assertThat(other.get("status").asString()).isEqualTo("UnknownMessageId");
            JsonNode none = play.station().call("DataTransfer", """
                    {"vendorId":"%s"}""".formatted(lab.unknownToken()));
            assertThat(none.get("status").asString()).isEqualTo("UnknownVendorId");
        }
        try (var play = lab.booted201()) {
            JsonNode answer = play.station().call("DataTransfer", """
                    {"vendorId":"%s","messageId":"Hello","data":{"a":[1]}}""".formatted(vendor));
            assertThat(answer.get("status").asString()).isEqualTo("Accepted");
            assertThat(answer.get("data").asString()).isEqualTo("world");
            JsonNode other = play.station().call("DataTransfer", """
                    {"vendorId":"%s"}""".formatted(vendor));
            assertThat(other.get("status").asString()).isEqualTo("UnknownMessageId");
        }
    }

    @Test
    void aServiceElsewhereAnswersWhatIsForwarded(Lab lab) throws Exception {
        String vendor = lab.unknownToken();
        var asked = new LinkedBlockingQueue<JsonNode>();
        HttpServer service = service(asked, """
                {"status":"Accepted","data":{"price":0.3}}""", 200);
        HttpServer broken = service(new LinkedBlockingQueue<>(), "no", 500);
        try (var old = lab.booted16();
                var young = lab.booted201()) {
            rule(lab, """
                    {"vendorId":"%s","answer":"forward","url":"%s"}""".formatted(vendor, url(service)));
            rule(lab, """
                    {"vendorId":"%s","messageId":"Broken","answer":"forward","url":"%s"}""".formatted(vendor, url(broken)));
            JsonNode answer = old.station().call("DataTransfer", """
                    {"vendorId":"%s","messageId":"Price","data":"{\\"kWh\\":3}"}""".formatted(vendor));
            assertThat(answer.get("status").asString()).isEqualTo("Accepted");
            assertThat(answer.get("data").asString()).isEqualTo("{\"price\":0.3}");
            JsonNode seen = asked.poll(20, TimeUnit.SECONDS);
            assertThat(seen.get("station").asString()).isEqualTo(old.identity());
            assertThat(seen.get("data").asString()).isEqualTo("{\"kWh\":3}");
            JsonNode structured = young.station().call("DataTransfer", """
                    {"vendorId":"%s","data":{"kWh":3}}""".formatted(vendor));
            assertThat(structured.get("data").get("price").decimalValue()).isEqualByComparingTo("0.3");
            assertThat(asked.poll(20, TimeUnit.SECONDS).get("data").get("kWh").asInt())
                    .isEqualTo(3);
            JsonNode refused = young.station().call("DataTransfer", """
                    {"vendorId":"%s","messageId":"Broken"}""".formatted(vendor));
            assertThat(refused.get("status").asString()).isEqualTo("Rejected");
        } finally {
            service.stop(0);
            broken.stop(0);
        }
    }

    @Test
    void rulesAreCheckedChangedAndDeleted(Lab lab) {
        String vendor = lab.unknownToken();
        Operator.Answer wrong = lab.operator().send("POST", "/vendor-rules", """
                {"answer":"forward","url":"ftp://x"}""");
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.json().get("errors").size()).isEqualTo(2);
        String id = rule(lab, """
                {"vendorId":"%s","answer":"accept"}""".formatted(vendor));
        assertThat(lab.operator()
                        .send("POST", "/vendor-rules", """
                                {"vendorId":"%s","answer":"reject"}""".formatted(vendor.toLowerCase(java.util.Locale.ROOT)))
                        .status())
                .isEqualTo(409);
        assertThat(lab.operator()
                        .send("PUT", "/vendor-rules/" + id, """
                                {"vendorId":"%s","answer":"reject"}""".formatted(vendor))
                        .status())
                .isEqualTo(200);
        try (var play = lab.booted16()) {
            String call = "{\"vendorId\":\"" + vendor + "\"}";
            assertThat(play.station().call("DataTransfer", call).get("status").asString())
                    .isEqualTo("Rejected");
            assertThat(lab.operator()
                            .send("DELETE", "/vendor-rules/" + id, null)
                            .status())
                    .isEqualTo(204);
            assertThat(play.station().call("DataTransfer", call).get("status").asString())
                    .isEqualTo("UnknownVendorId");
        }
    }

    private static String rule(Lab lab, String json) {
        Operator.Answer made = lab.operator().send("POST", "/vendor-rules", json);
        assertThat(made.status()).as("%s", made.body()).isEqualTo(201);
        return made.json().get("id").asString();
    }

    private static String url(HttpServer service) {
        return "http://127.0.0.1:" + service.getAddress().getPort() + "/ocpp";
    }

    private static HttpServer service(BlockingQueue<JsonNode> asked, String answer, int status) throws IOException {
        HttpServer service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        service.createContext("/ocpp", exchange -> {
            asked.add(JSON.readTree(exchange.getRequestBody().readAllBytes()));
            byte[] body = answer.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        service.start();
        return service;
    }
}
