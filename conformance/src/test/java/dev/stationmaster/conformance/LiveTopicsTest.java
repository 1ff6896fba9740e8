package dev.stationmaster.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stationmaster.conformance.harness.CsmsUnderTest;
import dev.stationmaster.conformance.harness.Lab;
import dev.stationmaster.conformance.harness.Ocpp201;
import dev.stationmaster.conformance.harness.Operator;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Iterator;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What one who watches is told besides transactions and states. */
@ExtendWith(CsmsUnderTest.class)
class LiveTopicsTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** An open live stream of one station. */
    private record Watching(HttpClient http, Stream<String> stream, Iterator<String> lines) implements AutoCloseable {
        static Watching of(Lab.Play play, String topics) throws Exception {
            var request = HttpRequest.newBuilder(URI.create(play.lab().csms().apiUrl() + "/live?topics=" + topics
                            + "&station=" + Operator.encoded(play.identity())))
                    .header("Authorization", "Bearer " + play.lab().csms().apiToken())
                    .build();
            HttpClient http = HttpClient.newHttpClient();
            Stream<String> stream =
                    http.send(request, HttpResponse.BodyHandlers.ofLines()).body();
            var watching = new Watching(http, stream, stream.iterator());
            watching.line(": connected");
            return watching;
        }

        private String line(String start) {
            return CompletableFuture.supplyAsync(() -> {
                        while (lines.hasNext()) {
                            String line = lines.next();
                            if (line.startsWith(start)) return line;
                        }
                        throw new AssertionError("the stream ended");
                    })
                    .orTimeout(60, TimeUnit.SECONDS)
                    .join();
        }

        /** The body of the next change. */
        JsonNode next() {
            return JSON.readTree(line("data: {\"id\"").substring("data: ".length()))
                    .get("body");
        }

        @Override
        public void close() {
            stream.close();
            http.close();
        }
    }

    @Test
    void theRunningCostAndTheFinalOneAreTold(Lab lab) throws Exception {
        String token = lab.validToken();
        try (var play = lab.booted201()) {
            String tariff = "live-" + play.identity().toLowerCase();
            lab.operator()
                    .send(
                            "POST",
                            "/tariffs",
                            "{\"id\":\"" + tariff
                                    + "\",\"currency\":\"EUR\",\"elements\":[{\"perKwh\":\"0.50\",\"perSession\":\"1.00\"}]}");
            lab.operator()
                    .send(
                            "PUT",
                            "/tariff-assignments",
                            "{\"station\":\"" + play.identity() + "\",\"tariff\":\"" + tariff + "\"}");
            try (var watching = Watching.of(play, "cost")) {
                var tx = Ocpp201.Tx.on(play.station());
                tx.event(
                        "Started",
                        "Authorized",
                        ",\"chargingState\":\"Charging\"",
                        Ocpp201.token(token) + Ocpp201.evse(1) + Ocpp201.register("Transaction.Begin", 1000));
                JsonNode running = watching.next();
                assertThat(running.get("running").asBoolean()).isTrue();
                assertThat(running.get("total").decimalValue()).isEqualByComparingTo("1.00");
                assertThat(running.get("transaction").asString())
                        .isEqualTo(play.transaction().get("id").asString());
                tx.unplugged(Ocpp201.register("Transaction.End", 5000));
                JsonNode done = watching.next();
                assertThat(done.get("running").asBoolean()).isFalse();
                assertThat(done.get("total").decimalValue()).isEqualByComparingTo("3.00");
                assertThat(done.get("tariff").asString()).isEqualTo(tariff);
            }
        }
    }

    @Test
    void whatBecomesOfDisplayMessagesIsTold(Lab lab) throws Exception {
        try (var play = lab.booted201();
                var watching = Watching.of(play, "display")) {
            var set = play.command(
                    "{\"type\":\"SetDisplayMessage\",\"id\":7,\"priority\":\"InFront\",\"content\":\"Welcome\",\"force\":true}");
            play.station().expect("SetDisplayMessage").answer("{\"status\":\"Accepted\"}");
            assertThat(set.status()).isEqualTo("Accepted");
            JsonNode shown = watching.next();
            assertThat(shown.get("id").asInt()).isEqualTo(7);
            assertThat(shown.get("status").asString()).isEqualTo("installed");
            var clear = play.command("{\"type\":\"ClearDisplayMessage\",\"id\":7}");
            play.station().expect("ClearDisplayMessage").answer("{\"status\":\"Accepted\"}");
            assertThat(clear.status()).isEqualTo("Accepted");
            assertThat(watching.next().get("status").asString()).isEqualTo("cleared");
        }
    }
}
