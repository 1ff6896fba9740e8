package dev.stationmaster.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stationmaster.app.TestServer;
import dev.stationmaster.job.Job.Kind;
import dev.stationmaster.job.Job.Origin;
import dev.stationmaster.job.Job.State;
import dev.stationmaster.job.Job.Terms;
import dev.stationmaster.platform.Uuid7;
import dev.stationmaster.settings.Settings;
import dev.stationmaster.station.StationDirectory;
import dev.stationmaster.station.StationId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.StaticListableBeanFactory;

/** Jobs of which nothing is heard. */
class JobPatienceIT {
    private static final ExecutorService THREADS = Executors.newVirtualThreadPerTaskExecutor();

    private static TestServer server;
    private static StationId station;
    private static int requestId;

    private final List<UUID> asked = new ArrayList<>();
    private boolean away;

    @BeforeAll
    static void start() {
        server = TestServer.start("stations: [{id: CP-1, securityProfile: 0}]");
        station = server.bean(StationDirectory.class).find("CP-1").orElseThrow().id();
    }

    @AfterAll
    static void stop() {
        server.close();
        THREADS.close();
    }

    private JobPatience patience() {
        var beans = new StaticListableBeanFactory();
        beans.addBean("asker", (StatusAsker) job -> {
            if (!away) asked.add(job.id());
            return !away;
        });
        return new JobPatience(
                server.bean(Jobs.class),
                beans.getBeanProvider(StatusAsker.class),
                server.bean(Settings.class),
                InstantSource.system());
    }

    private static Job running(Instant notBefore) throws Exception {
        var terms =
                new Terms("http://elsewhere", false, null, notBefore, null, null, null, null, null, null, null, null);
        Instant now = Instant.now();
        var origin = new Origin(station, Kind.DIAGNOSTICS, "Test", UUID.randomUUID(), ++requestId, "test");
        Job job = Job.requested(Uuid7.at(now), origin, terms, Job.Findings.NONE, now, now.plus(Duration.ofHours(48)));
        var jobs = server.bean(Jobs.class);
        THREADS.submit(() -> {
                    jobs.begin(job);
                    jobs.accepted(job.id(), true, "log.txt");
                })
                .get();
        return job;
    }

    private static void reported(String status, Instant at) throws Exception {
        THREADS.submit(() -> server.bean(Jobs.class).reported(station, Kind.DIAGNOSTICS, null, status, null, at))
                .get();
    }

    private static Job now(Job job) {
        return server.bean(Jobs.class).find(job.id()).orElseThrow();
    }

    private static Instant in(int minutes) {
        return Instant.now().plus(Duration.ofMinutes(minutes));
    }

    @Test
    void aSilentJobIsAskedAboutAndIdleClosesItAsUnknown() throws Exception {
        Job job = running(null);
        JobPatience patience = patience();
        patience.round(in(20));
        assertThat(asked).as("not yet").isEmpty();
        patience.round(in(40));
        patience.round(in(41));
        assertThat(asked).containsExactly(job.id());
        reported("Idle", in(42));
        patience.round(in(43));
        assertThat(now(job).state()).isEqualTo(State.UNKNOWN);
        assertThat(now(job).reason()).contains("idle");
        reported("Uploaded", in(50));
        assertThat(now(job).state()).as("a late word counts all the same").isEqualTo(State.DONE);
    }

    @Test
    void aStationThatNeverAnswersIsAskedThreeTimes() throws Exception {
        Job job = running(null);
        JobPatience patience = patience();
        for (int minutes = 31; minutes < 400; minutes += 31) patience.round(in(minutes));
        assertThat(asked).containsExactly(job.id(), job.id(), job.id());
        assertThat(now(job).state()).isEqualTo(State.UNKNOWN);
    }

    @Test
    void aStationThatGoesOnIsLeftAlone() throws Exception {
        Job job = running(null);
        JobPatience patience = patience();
        patience.round(in(31));
        reported("Uploading", in(32));
        patience.round(in(60));
        assertThat(asked).hasSize(1);
        assertThat(now(job).state()).isEqualTo(State.RUNNING);
        reported("Uploaded", in(61));
    }

    @Test
    void neitherTheAbsentNorThoseWhoseTimeHasNotComeAreAsked() throws Exception {
        Job later = running(in(600));
        JobPatience patience = patience();
        patience.round(in(500));
        assertThat(asked).isEmpty();
        away = true;
        patience.round(in(700));
        patience.round(in(900));
        assertThat(asked).isEmpty();
        assertThat(now(later).state()).isEqualTo(State.RUNNING);
        patience.round(in(72 * 60));
        assertThat(now(later).state()).isEqualTo(State.UNKNOWN);
        assertThat(now(later).reason()).contains("nothing was heard");
    }
}
