package dev.stationmaster.conformance.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stationmaster.conformance.harness.CsmsUnderTest;
import dev.stationmaster.conformance.harness.Lab;
import dev.stationmaster.conformance.harness.Scrape;
import dev.stationmaster.link.RawStation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Strangers and broken clients at the stations' door: limited, counted, refused in clear words, and nobody else notices. */
@ExtendWith(CsmsUnderTest.class)
class EdgeTest {
    private static final int ATTEMPTS = 10_000;
    private static final int AT_ONCE = 16;
    private static final String OFFER = "Sec-WebSocket-Protocol: ocpp1.6";
    private static final String BOOT = """
            [2,"b","BootNotification",{"chargePointVendor":"Acme","chargePointModel":"One"}]""";

    /** A stranger has an address of its own, so that what is held against it is held against nobody else. */
    private static RawStation from(String address, Lab lab) {
        try {
            var url = lab.csms().stationUrl();
            return new RawStation(
                    new Socket(InetAddress.getByName(url.getHost()), url.getPort(), InetAddress.getByName(address), 0));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int status(String address, Lab lab, String path, String... headers) {
        try (var station = from(address, lab)) {
            return station.upgrade(path, headers).status();
        }
    }

    @Test
    void tenThousandWrongPasswordsAreThrottledAndCountedAndOthersAreServed(Lab lab) throws InterruptedException {
        String attacker = "127.66.0.1";
        String victim = lab.newStation();
        String neighbour = lab.newStation();
        Scrape before = Scrape.of(lab.csms());
        var unauthorized = new AtomicInteger();
        var throttled = new AtomicInteger();
        var gate = new Semaphore(AT_ONCE);
        try (var station = lab.connect(victim, "ocpp1.6");
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < ATTEMPTS; i++) {
                String wrong = RawStation.basic(victim, "wrong-password-" + i);
                gate.acquire();
                threads.submit(() -> {
                    try {
                        int status = status(attacker, lab, "/ocpp/" + victim, OFFER, wrong);
                        if (status == 401) unauthorized.incrementAndGet();
                        if (status == 429) throttled.incrementAndGet();
                    } finally {
                        gate.release();
                    }
                });
                if (i == ATTEMPTS / 2) {
                    assertThat(station.exchange("Heartbeat", "{}").get(0).asInt())
                            .isNotZero();
                    assertThat(status(attacker, lab, "/ocpp/" + neighbour, OFFER, Lab.basic(neighbour)))
                            .as("a neighbour behind the same address")
                            .isEqualTo(101);
                }
            }
        }
        // 120 a minute of one identity from one address are looked at; the run may take some minutes.
        assertThat(unauthorized.get() + throttled.get()).isEqualTo(ATTEMPTS);
        assertThat(throttled.get()).isGreaterThan(ATTEMPTS / 2);
        assertThat(status("127.66.0.2", lab, "/ocpp/" + victim, OFFER, Lab.basic(victim)))
                .as("the station itself, from its own address")
                .isEqualTo(101);
        Scrape after = Scrape.of(lab.csms());
        assertThat(more(before, after, "stationmaster_upgrades_total", "outcome=\"wrong-credentials\""))
                .isGreaterThanOrEqualTo(unauthorized.get());
        assertThat(more(before, after, "stationmaster_rate_limited_total", "what=\"failures\""))
                .isGreaterThanOrEqualTo(throttled.get());
        JsonNode attempts = lab.operator().get("/connection-attempts?limit=500").get("items");
        long counted = 0;
        for (JsonNode attempt : attempts) {
            if (attempt.get("identity").asString().equals(victim))
                counted += attempt.get("count").asLong();
        }
        assertThat(counted).isEqualTo(ATTEMPTS);
    }

    private static double more(Scrape before, Scrape after, String name, String label) {
        return after.sum(name, label) - before.sum(name, label);
    }

    /** None of these may name a station that exists, or reach anything but a refusal. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/ocpp/..%2F{id}",
                "/ocpp/%2e%2e",
                "/ocpp/%2E%2E%2F",
                "/ocpp/{id}%00",
                "/ocpp/%00{id}",
                "/ocpp/{id}%0d%0aevent=forged",
                "/ocpp/{id};admin",
                "/ocpp/{id}%",
                "/ocpp/{id}%2",
                "/ocpp/%c0%ae%c0%ae",
                "/ocpp/%e0%80%af{id}",
                "/ocpp/%252e{id}",
                "/ocpp/{id}%2f..%2f",
                "/ocpp/{id}\\..",
                "//",
                "/",
                "*",
                "/ocpp/{id}.",
                "/ocpp/{id}'or'1'='1",
                "/ocpp/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
            })
    void pathsThatAreTricksNameNobody(String path, Lab lab) {
        String station = lab.newStation();
        assertThat(status("127.66.0.3", lab, path.replace("{id}", station), OFFER, Lab.basic(station)))
                .isIn(400, 401, 404);
    }

    @Test
    void requestsThatAreNoneAreRefusedAndHarmNobody(Lab lab) {
        String station = lab.newStation();
        String address = "127.66.0.4";
        String line = "GET /ocpp/" + station + " HTTP/1.1\r\n";
        List<String> broken = List.of(
                line + "Host: a\r\nX-Long: " + "x".repeat(17_000) + "\r\n\r\n",
                "GET /" + "x".repeat(5_000) + " HTTP/1.1\r\nHost: a\r\n\r\n",
                line + "Host: a\r\n" + "X: y\r\n".repeat(5_000) + "\r\n",
                line + "Bad Header: a\r\n\r\n",
                line + "X-Null: a\0b\r\n\r\n",
                "GET\r\n\r\n",
                "\u0016\u0003\u0001 \r\n\r\n",
                "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
                "POST /ocpp/" + station
                        + " HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n",
                "GET /ocpp/" + station + " HTTP/1.0\r\n\r\n",
                "CONNECT other:80 HTTP/1.1\r\nHost: other:80\r\n\r\n");
        for (String request : broken) {
            try (var stranger = from(address, lab)) {
                assertThat(stranger.request(request).status())
                        .as(request.substring(0, Math.min(40, request.length())))
                        .isIn(400, 401, 404, 405, 414, 426, 431);
            }
        }
        try (var fine = lab.connect(station, "ocpp1.6")) {
            assertThat(fine.exchange("Heartbeat", "{}").get(0).asInt()).isNotZero();
        }
    }

    @Test
    void whatStrangersWriteIsShownAsTheirTextAndForgesNoHeader(Lab lab) {
        String address = "127.66.0.5";
        String station = lab.newStation();
        try (var stranger = from(address, lab)) {
            var answer = stranger.upgrade(
                    "/ocpp/" + station,
                    "Sec-WebSocket-Protocol: ocpp1.6\tX-Forged: 1, <b>",
                    Lab.basic(station),
                    "Origin: http://elsewhere");
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.header("x-forged")).isEmpty();
            assertThat(answer.header("content-type")).startsWith("text/plain");
        }
        assertThat(status(address, lab, "/ocpp/%0aevent=forged%20%22", OFFER)).isEqualTo(404);
        JsonNode attempts = lab.operator().get("/connection-attempts?limit=500").get("items");
        assertThat(attempts.toString()).doesNotContain("\\n", "\\t");
    }

    @Test
    void aStationThatFloodsIsAnsweredInOrderAndOthersAreServed(Lab lab) {
        int messages = 4_000;
        String identity = lab.newStation();
        try (var flooding = from("127.66.0.6", lab);
                var other = lab.booted16()) {
            assertThat(flooding.upgrade("/ocpp/" + identity, OFFER, Lab.basic(identity))
                            .status())
                    .isEqualTo(101);
            assertThat(flooding.ask(BOOT)).contains("Accepted");
            Thread.startVirtualThread(() -> {
                for (int i = 0; i < messages; i++) flooding.text("[2,\"" + i + "\",\"Heartbeat\",{}]");
            });
            for (int i = 0; i < messages; i++) {
                assertThat(flooding.nextText()).startsWith("[3,\"" + i + "\"");
                if (i % 1_000 == 0) Lab.status16(other.station(), 1, i % 2_000 == 0 ? "Preparing" : "Available");
            }
        }
    }

    @Test
    void aThousandHalfOpenUpgradesKeepNobodyOut(Lab lab) {
        String station = lab.newStation();
        List<RawStation> slow = java.util.stream.IntStream.range(0, 1_000)
                .mapToObj(_ -> from("127.66.0.7", lab))
                .toList();
        slow.forEach(one -> one.raw("GET /ocpp/x HTTP/1.1\r\nX-A: ".getBytes(StandardCharsets.US_ASCII)));
        try (var fine = lab.connect(station, "ocpp1.6")) {
            assertThat(fine.exchange("Heartbeat", "{}").get(0).asInt()).isNotZero();
        }
        slow.forEach(RawStation::close);
    }
}
