package dev.stationmaster.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stationmaster.job.Job;
import dev.stationmaster.job.Job.Kind;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Stations and operators at the file service, by HTTP. */
class FileIT {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static FileRig rig;

    @BeforeAll
    static void start() {
        rig = new FileRig(Map.of("stationmaster.file-max-megabytes", "2", "stationmaster.file-quota-megabytes", "20"));
    }

    @AfterAll
    static void stop() {
        rig.close();
    }

    private static HttpResponse<byte[]> send(String method, String url, byte[] body, String... headers)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(url)).timeout(Duration.ofSeconds(30));
        if (headers.length > 0) request.headers(headers);
        request.method(method, body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
        return HTTP.send(request.build(), BodyHandlers.ofByteArray());
    }

    private static byte[] bytes(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }

    @Test
    void aStationPutsItsLogAndTheJobHasIt() throws Exception {
        UUID job = rig.job(Kind.LOG);
        byte[] log = bytes(300_000);
        assertThat(send("PUT", rig.url(rig.upload(job), "diag%201.zip"), log).statusCode())
                .isEqualTo(200);
        UUID file = rig.job(job).file();
        assertThat(rig.stored(file)).isEqualTo(log);
        StoredFile stored = rig.files().find(file).orElseThrow();
        assertThat(stored.name()).isEqualTo("diag 1.zip");
        assertThat(stored.job()).isEqualTo(job);
        assertThat(stored.station()).isEqualTo(rig.station());
    }

    @Test
    void theRoomThatIsLeftIsTold() throws Exception {
        var before = usage();
        assertThat(before.get("quotaBytes").asLong()).isEqualTo(20_000_000);
        assertThat(before.get("largestBytes").asLong()).isEqualTo(2_000_000);
        rig.image(bytes(1_000));
        send("PUT", rig.url(rig.upload(rig.job(Kind.LOG)), "log"), bytes(2_000));
        var after = usage();
        assertThat(after.get("imageBytes").asLong() - before.get("imageBytes").asLong())
                .isEqualTo(1_000);
        assertThat(after.get("uploadedBytes").asLong()
                        - before.get("uploadedBytes").asLong())
                .isEqualTo(2_000);
        assertThat(after.get("freeBytes").asLong()).isPositive();
    }

    private static JsonNode usage() {
        return JsonMapper.builder()
                .build()
                .readTree(rig.server.get("/api/v1/files/usage").body());
    }

    @Test
    void theNameMayBeLeftToUs() throws Exception {
        UUID job = rig.job(Kind.LOG);
        String url = rig.url(rig.upload(job), "");
        assertThat(send("POST", url.substring(0, url.length() - 1), bytes(10)).statusCode())
                .isEqualTo(200);
        assertThat(rig.files().find(rig.job(job).file()).orElseThrow().name()).isEqualTo("given.log");
    }

    @Test
    void aFormIsUnpackedAndAnyContentTypeIsTakenAsItIs() throws Exception {
        UUID form = rig.job(Kind.DIAGNOSTICS);
        String body = "--b\r\nContent-Disposition: form-data; name=\"f\"; filename=\"a.txt\"\r\n\r\nhello\r\n--b--\r\n";
        assertThat(send(
                                "POST",
                                rig.url(rig.upload(form), ""),
                                body.getBytes(StandardCharsets.UTF_8),
                                "Content-Type",
                                "multipart/form-data; boundary=b")
                        .statusCode())
                .isEqualTo(200);
        assertThat(rig.stored(rig.job(form).file())).asString().isEqualTo("hello");
        assertThat(rig.files().find(rig.job(form).file()).orElseThrow().name()).isEqualTo("a.txt");
        for (String method : new String[] {"PUT", "POST"}) {
            UUID raw = rig.job(Kind.LOG);
            assertThat(send(
                                    method,
                                    rig.url(rig.upload(raw), "x"),
                                    "a=b&c".getBytes(StandardCharsets.UTF_8),
                                    "Content-Type",
                                    "application/x-www-form-urlencoded")
                            .statusCode())
                    .isEqualTo(200);
            assertThat(rig.stored(rig.job(raw).file())).asString().isEqualTo("a=b&c");
        }
    }

    @Test
    void credentialsAreGoodForOneUpload() throws Exception {
        var grant = rig.upload(rig.job(Kind.LOG));
        assertThat(send("PUT", rig.url(grant, "a"), bytes(5)).statusCode()).isEqualTo(200);
        var again = send("PUT", rig.url(grant, "a"), bytes(5));
        assertThat(again.statusCode()).isEqualTo(410);
        assertThat(new String(again.body(), StandardCharsets.UTF_8)).startsWith("used-up");
    }

    @Test
    void wrongCredentialsAreRefusedAndCounted() throws Exception {
        var grant = rig.upload(rig.job(Kind.LOG));
        String wrong = rig.url(grant, "a").replace(grant.secret(), "0".repeat(32));
        assertThat(send("PUT", wrong, bytes(5)).statusCode()).isEqualTo(403);
        assertThat(send("GET", rig.url(grant, "a"), new byte[0]).statusCode()).isEqualTo(405);
        assertThat(send("DELETE", rig.url(grant, "a"), new byte[0]).statusCode())
                .isEqualTo(405);
        String other = "http://127.0.0.1:" + rig.server.port() + "/files/999999/" + grant.secret() + "/a";
        assertThat(send("PUT", other, bytes(5)).statusCode()).isEqualTo(403);
        assertThat(rig.server.get("/actuator/prometheus").body())
                .containsPattern(
                        "stationmaster_files_refused_total\\{door=\"http\",reason=\"wrong-credentials\"\\} [2-9]");
    }

    @Test
    void whatIsTooLargeOrEmptyIsRefused() throws Exception {
        var grant = rig.upload(rig.job(Kind.LOG));
        assertThat(send("PUT", rig.url(grant, "a"), new byte[0]).statusCode()).isEqualTo(400);
        byte[] large = bytes(2_000_001);
        var announced = HttpRequest.newBuilder(URI.create(rig.url(grant, "a")))
                .expectContinue(true)
                .PUT(BodyPublishers.ofByteArray(large))
                .build();
        assertThat(HTTP.send(announced, BodyHandlers.discarding()).statusCode()).isEqualTo(413);
        assertThat(send("PUT", rig.url(grant, "a"), Arrays.copyOf(large, 2_000_000))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void anUploadThatBreaksOffLeavesNothingAndMayBeTriedAgain() throws Exception {
        UUID job = rig.job(Kind.LOG);
        var grant = rig.upload(job);
        try (var socket = new Socket("127.0.0.1", rig.server.port())) {
            OutputStream out = socket.getOutputStream();
            out.write(("PUT " + URI.create(rig.url(grant, "a")).getPath()
                            + " HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n1234567890")
                    .getBytes(StandardCharsets.US_ASCII));
            out.flush();
        }
        assertThat(send("PUT", rig.url(grant, "a"), bytes(20)).statusCode()).isEqualTo(200);
        assertThat(rig.stored(rig.job(job).file())).hasSize(20);
    }

    @Test
    void firmwareIsFetchedWholeAndInPieces() throws Exception {
        UUID job = rig.job(Kind.FIRMWARE);
        byte[] image = bytes(500_000);
        var grant = rig.download(job, image);
        String url = rig.url(grant, "firmware.bin");
        var head = send("HEAD", url, new byte[0]);
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.headers().firstValue("Content-Length")).hasValue("500000");
        assertThat(head.headers().firstValue("Accept-Ranges")).hasValue("bytes");
        var first = send("GET", url, new byte[0], "Range", "bytes=0-199999");
        assertThat(first.statusCode()).isEqualTo(206);
        assertThat(first.headers().firstValue("Content-Range")).hasValue("bytes 0-199999/500000");
        assertThat(first.body()).isEqualTo(Arrays.copyOf(image, 200_000));
        assertThat(rig.job(job).findings().fetchedAt()).isNull();
        String tag = first.headers().firstValue("ETag").orElseThrow();
        var rest = send("GET", url, new byte[0], "Range", "bytes=200000-", "If-Range", tag);
        assertThat(rest.body()).isEqualTo(Arrays.copyOfRange(image, 200_000, 500_000));
        assertThat(send("GET", url, new byte[0], "Range", "bytes=5-", "If-Range", "\"other\"")
                        .statusCode())
                .isEqualTo(200);
        assertThat(send("GET", url, new byte[0], "Range", "bytes=500000-").statusCode())
                .isEqualTo(416);
        assertThat(send("GET", url, new byte[0]).body()).isEqualTo(image);
        awaitFetched(job);
        FileRig.onVirtualThread(
                () -> rig.server.bean(dev.stationmaster.job.Jobs.class).end(job, Job.State.CANCELLED, "test"));
        assertThat(send("GET", url, new byte[0]).statusCode()).isEqualTo(410);
    }

    private static void awaitFetched(UUID job) {
        long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (rig.job(job).findings().fetchedAt() == null)
            assertThat(System.nanoTime()).isLessThan(deadline);
    }

    @Test
    void theOperatorBringsListsReadsAndDeletesFiles() throws Exception {
        byte[] image = bytes(4000);
        String base = "http://127.0.0.1:" + rig.server.port() + "/api/v1/files";
        String token = "Bearer " + dev.stationmaster.app.TestServer.ADMIN_TOKEN;
        var added = send("POST", base + "?name=fw-1.bin", image, "Authorization", token);
        assertThat(added.statusCode()).isEqualTo(201);
        JsonNode file = JsonMapper.builder().build().readTree(added.body());
        assertThat(file.get("name").asString()).isEqualTo("fw-1.bin");
        assertThat(file.get("kind").asString()).isEqualTo("image");
        assertThat(file.get("sizeBytes").asLong()).isEqualTo(4000);
        String id = file.get("id").asString();
        assertThat(rig.server.get("/api/v1/files?kind=image").body()).contains(id);
        var content = send("GET", base + "/" + id + "/content", new byte[0], "Authorization", token);
        assertThat(content.body()).isEqualTo(image);
        assertThat(content.headers().firstValue("Content-Disposition").orElseThrow())
                .contains("fw-1.bin");
        assertThat(send("GET", base + "/" + id + "/content", new byte[0]).statusCode())
                .isEqualTo(401);
        assertThat(rig.server.delete("/api/v1/files/" + id).statusCode()).isEqualTo(204);
        assertThat(rig.server.get("/api/v1/files/" + id).statusCode()).isEqualTo(404);
        String form = "--b\r\nContent-Disposition: form-data; name=\"f\"; filename=\"b.bin\"\r\n\r\nxyz\r\n--b--\r\n";
        var second = send(
                "POST",
                base,
                form.getBytes(StandardCharsets.UTF_8),
                "Authorization",
                token,
                "Content-Type",
                "multipart/form-data; boundary=b");
        assertThat(new String(second.body(), StandardCharsets.UTF_8)).contains("\"b.bin\"");
        assertThat(send("POST", base, new byte[0], "Authorization", token).statusCode())
                .isEqualTo(400);
    }

    @Test
    void noMoreIsTakenThanTheQuotaAndWhatIsDeletedMakesRoom() throws Exception {
        byte[] large = bytes(1_900_000);
        List<UUID> taken = new ArrayList<>();
        int status = 200;
        while (status == 200 && taken.size() < 20) {
            UUID job = rig.job(Kind.LOG);
            status = send("PUT", rig.url(rig.upload(job), "large.log"), large).statusCode();
            if (status == 200) taken.add(rig.job(job).file());
        }
        assertThat(status).isEqualTo(507);
        assertThat(taken).hasSizeGreaterThan(5);
        taken.forEach(rig.files()::delete);
        assertThat(send("PUT", rig.url(rig.upload(rig.job(Kind.LOG)), "large.log"), large)
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void anUploadIsKeptAsLongAsTheSettingSaysAndAnImageForEver() throws Exception {
        UUID job = rig.job(Kind.LOG);
        assertThat(send("PUT", rig.url(rig.upload(job), "old.log"), bytes(10)).statusCode())
                .isEqualTo(200);
        UUID old = rig.job(job).file();
        UUID fresh = rig.job(Kind.LOG);
        assertThat(send("PUT", rig.url(rig.upload(fresh), "new.log"), bytes(10)).statusCode())
                .isEqualTo(200);
        UUID image = rig.image(bytes(20)).id();
        rig.aged(old, Duration.ofDays(3_000));
        rig.aged(image, Duration.ofDays(3_000));
        rig.files().clean();
        assertThat(rig.files().find(old)).isEmpty();
        assertThat(rig.files().find(rig.job(fresh).file())).isPresent();
        assertThat(rig.files().find(image)).isPresent();
    }
}
