package dev.stationmaster.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stationmaster.app.TestServer;
import dev.stationmaster.job.Job;
import dev.stationmaster.job.Job.Findings;
import dev.stationmaster.job.Job.Terms;
import dev.stationmaster.job.Jobs;
import dev.stationmaster.platform.Uuid7;
import dev.stationmaster.platform.postgres.TestPostgres;
import dev.stationmaster.station.StationDirectory;
import dev.stationmaster.station.StationId;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A server with a station, and jobs that bring and fetch files. */
final class FileRig implements AutoCloseable {
    final TestServer server;
    private int requestId = 1000;

    FileRig(Map<String, String> properties) {
        server = TestServer.start(
                "stations: [{id: CP-1, securityProfile: 0}]\n", TestPostgres.freshDatabase(), properties);
    }

    @Override
    public void close() {
        server.close();
    }

    FileService files() {
        return server.bean(FileService.class);
    }

    StationId station() {
        return server.bean(StationDirectory.class).find("CP-1").orElseThrow().id();
    }

    UUID job(Job.Kind kind) throws InterruptedException {
        Instant now = Instant.now();
        UUID id = Uuid7.at(now);
        var terms = new Terms("http://here", true, null, null, null, null, null, null, null, null, null, null);
        var job = new Job(
                id,
                station(),
                kind,
                "Test",
                null,
                ++requestId,
                "test",
                Job.State.RUNNING,
                null,
                null,
                terms,
                Findings.NONE,
                null,
                0,
                1,
                now,
                now,
                now.plus(Duration.ofHours(1)),
                null);
        onVirtualThread(() -> server.bean(Jobs.class).begin(job));
        return id;
    }

    Job job(UUID id) {
        return server.bean(Jobs.class).find(id).orElseThrow();
    }

    /** As the outbox and the mailboxes do; the ledger asks for it. */
    static void onVirtualThread(Runnable what) throws InterruptedException {
        Thread.ofVirtual().start(what).join();
    }

    FileGrant.Made upload(UUID job) {
        return files().letUpload(station(), job, "given.log", Instant.now());
    }

    FileGrant.Made download(UUID job, byte[] content) throws IOException {
        return files().letDownload(station(), job, image(content), Instant.now());
    }

    StoredFile image(byte[] content) throws IOException {
        StoredFile file = files().add("test", reception -> {
            new ByteArrayInputStream(content).transferTo(reception);
            return "firmware 2.bin";
        });
        assertThat(file.sizeBytes()).isEqualTo(content.length);
        return file;
    }

    String url(FileGrant.Made grant, String appended) {
        return "http://127.0.0.1:" + server.port() + "/files/" + grant.id() + "/" + grant.secret() + "/" + appended;
    }

    byte[] stored(UUID file) throws IOException {
        try (var in = files().open(file)) {
            return in.readAllBytes();
        }
    }

    /** As if it had been stored so long ago. */
    void aged(UUID file, Duration by) {
        int found = JdbcClient.create(server.dataSource())
                .sql("update stored_file set stored_at = stored_at - :by * interval '1 second' where id = :id")
                .param("by", by.toSeconds())
                .param("id", file)
                .update();
        assertThat(found).isEqualTo(1);
    }
}
