package dev.stationmaster.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stationmaster.app.TestServer;
import dev.stationmaster.job.Job.Findings;
import dev.stationmaster.job.Job.Kind;
import dev.stationmaster.job.Job.Origin;
import dev.stationmaster.job.Job.State;
import dev.stationmaster.job.Job.Terms;
import dev.stationmaster.platform.Uuid7;
import dev.stationmaster.station.StationDirectory;
import dev.stationmaster.station.StationId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Jobs and the statuses that stations report about them, in the database. */
class JobsIT {
    private static final Terms TERMS =
            new Terms("http://elsewhere", false, null, null, null, null, null, null, null, null, null, null);
    private static final ExecutorService THREADS = Executors.newVirtualThreadPerTaskExecutor();

    private static TestServer server;
    private static int requestId;
    private static int stations;

    @BeforeAll
    static void start() {
        server = TestServer.start();
    }

    @AfterAll
    static void stop() {
        server.close();
        THREADS.close();
    }

    private static Jobs jobs() {
        return server.bean(Jobs.class);
    }

    private static StationId station() {
        String id = "CP-" + ++stations;
        assertThat(server.post("/api/v1/stations", "{\"id\":\"" + id + "\",\"securityProfile\":0}")
                        .statusCode())
                .isEqualTo(201);
        return server.bean(StationDirectory.class).find(id).orElseThrow().id();
    }

    private static Job begun(StationId station, Kind kind) throws Exception {
        Instant now = Instant.now();
        var origin = new Origin(station, kind, "Test", UUID.randomUUID(), ++requestId, "test");
        Job job = Job.requested(Uuid7.at(now), origin, TERMS, Findings.NONE, now, now.plus(Duration.ofHours(1)));
        THREADS.submit(() -> jobs().begin(job)).get();
        return job;
    }

    private static void reported(StationId station, Kind kind, Integer number, String... statuses) throws Exception {
        for (String status : statuses) {
            boolean known = THREADS.submit(() -> jobs().reported(station, kind, number, status, null, Instant.now())
                            .isPresent())
                    .get();
            assertThat(known).as(status).isTrue();
        }
    }

    private static Job now(Job job) {
        return jobs().find(job.id()).orElseThrow();
    }

    /** As it is read after a restart. */
    private static Job stored(Job job) {
        return server.bean(JobStore.class).find(job.id()).orElseThrow();
    }

    @Test
    void aStationThatRepeatsItselfFillsNothing() throws Exception {
        StationId station = station();
        Job job = begun(station, Kind.DIAGNOSTICS);
        for (int i = 0; i < 300; i++) reported(station, Kind.DIAGNOSTICS, null, "Uploading");
        reported(station, Kind.DIAGNOSTICS, null, "Uploaded");
        List<JobStatus> statuses = jobs().statuses(job.id());
        assertThat(statuses).extracting(JobStatus::status).containsExactly("Uploading", "Uploaded");
        assertThat(statuses.getFirst().times()).isEqualTo(300);
        assertThat(stored(job).state()).isEqualTo(State.DONE);
    }

    @Test
    void statusesThatAlternateForEverAreCutOff() throws Exception {
        StationId station = station();
        Job job = begun(station, Kind.FIRMWARE);
        for (int i = 0; i < 150; i++) reported(station, Kind.FIRMWARE, null, "Downloading", "DownloadPaused");
        assertThat(jobs().statuses(job.id())).hasSize(200);
        reported(station, Kind.FIRMWARE, null, "Installed");
        assertThat(stored(job).state()).isEqualTo(State.DONE);
        assertThat(stored(job).status()).isEqualTo("Installed");
    }

    @Test
    void aStationThatTriesAgainAfterAFailureIsFollowedOn() throws Exception {
        StationId station = station();
        Job plain = begun(station, Kind.FIRMWARE);
        reported(station, Kind.FIRMWARE, null, "Downloading", "DownloadFailed");
        assertThat(now(plain).state()).isEqualTo(State.FAILED);
        assertThat(now(plain).endedAt()).isNotNull();
        reported(station, Kind.FIRMWARE, null, "Downloading");
        assertThat(now(plain).state()).isEqualTo(State.RUNNING);
        assertThat(now(plain).endedAt()).isNull();
        reported(station, Kind.FIRMWARE, null, "Downloaded", "Installing", "Installed");
        assertThat(stored(plain).state()).isEqualTo(State.DONE);
        assertThat(jobs().statuses(plain.id())).hasSize(6);
    }

    @Test
    void whatIsDoneOrCancelledStaysSo() throws Exception {
        StationId station = station();
        Job first = begun(station, Kind.LOG);
        reported(station, Kind.LOG, first.requestId(), "Uploading");
        Job second = begun(station, Kind.LOG);
        THREADS.submit(() -> jobs().accepted(second.id(), true, "second.log")).get();
        assertThat(now(first).state()).isEqualTo(State.CANCELLED);
        reported(station, Kind.LOG, first.requestId(), "AcceptedCanceled");
        reported(station, Kind.LOG, second.requestId(), "Uploading", "Uploaded");
        reported(station, Kind.LOG, second.requestId(), "Uploading");
        assertThat(stored(first).state()).isEqualTo(State.CANCELLED);
        assertThat(stored(first).status()).isEqualTo("AcceptedCanceled");
        assertThat(stored(second).state()).isEqualTo(State.DONE);
        assertThat(stored(second).findings().fileName()).isEqualTo("second.log");
    }

    @Test
    void idleSaysNothingOfTheWorkAndStrangersBelongToNoJob() throws Exception {
        StationId station = station();
        assertThat(THREADS.submit(() -> jobs().reported(station, Kind.LOG, 4711, "Uploaded", null, Instant.now()))
                        .get())
                .isEmpty();
        assertThat(THREADS.submit(() -> jobs().reported(station, Kind.FIRMWARE, null, "Idle", null, Instant.now()))
                        .get())
                .isEmpty();
        Job job = begun(station, Kind.FIRMWARE);
        reported(station, Kind.FIRMWARE, null, "Downloading", "Idle");
        assertThat(now(job).state()).isEqualTo(State.RUNNING);
        assertThat(THREADS.submit(() ->
                                jobs().reported(station, Kind.LOG, job.requestId(), "Uploaded", null, Instant.now()))
                        .get())
                .as("the number of another kind of job")
                .isEmpty();
    }

    @Test
    void changesAtTheSameMomentAreAllKept() throws Exception {
        StationId station = station();
        Job job = begun(station, Kind.FIRMWARE);
        List<Future<?>> all = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            int number = i;
            all.add(THREADS.submit(() -> jobs().found(job.id(), known -> known.named("name " + number))));
            all.add(THREADS.submit(
                    () -> jobs().reported(station, Kind.FIRMWARE, job.requestId(), "S" + number, null, Instant.now())));
        }
        for (Future<?> one : all) one.get();
        assertThat(stored(job).status()).isEqualTo(now(job).status());
        assertThat(stored(job).findings()).isEqualTo(now(job).findings());
        assertThat(stored(job).version()).isEqualTo(81);
        assertThat(jobs().statuses(job.id())).hasSize(40);
    }
}
