package dev.stationmaster.job;

import dev.stationmaster.job.Job.State;
import dev.stationmaster.settings.FileSettings;
import dev.stationmaster.settings.Settings;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Asks for what a station forgot to tell, or what got lost: a job of which nothing is heard is asked about, up to three times. A station that says Idle
 * then, or nothing, or that stays away past the deadline, has its job closed.
 */
@Component
class JobPatience {
    private static final int MOST_QUESTIONS = 3;
    private static final String IDLE = "Idle";

    /** A job that still reports is not given up, however late it is. */
    static final Duration SILENCE = Duration.ofHours(24);

    private final Jobs jobs;
    private final ObjectProvider<StatusAsker> asker;
    private final Settings settings;
    private final InstantSource clock;
    private final Map<UUID, Asked> asked = new ConcurrentHashMap<>();

    private record Asked(int times, Instant at) {}

    JobPatience(Jobs jobs, ObjectProvider<StatusAsker> asker, Settings settings, InstantSource clock) {
        this.jobs = jobs;
        this.asker = asker;
        this.settings = settings;
        this.clock = clock;
    }

    @Scheduled(initialDelay = 1, fixedDelay = 1, timeUnit = TimeUnit.MINUTES)
    void round() {
        round(clock.instant());
    }

    /** What is due at that time. */
    void round(Instant now) {
        List<Job> unended = jobs.unended();
        asked.keySet().retainAll(unended.stream().map(Job::id).toList());
        for (Job job : unended) look(job, now);
    }

    private void look(Job job, Instant now) {
        Asked before = asked.get(job.id());
        boolean answered = before != null && !job.changedAt().isBefore(before.at);
        if (answered && IDLE.equals(job.status())) {
            giveUp(job, "the station is idle and never told its end");
        } else if (job.deadlineAt().isBefore(now)
                && job.changedAt().plus(SILENCE).isBefore(now)) {
            giveUp(job, "nothing was heard of it any more");
        } else if (silent(job, answered ? null : before, now)) {
            int times = before == null || answered ? 0 : before.times;
            if (times >= MOST_QUESTIONS) giveUp(job, "the station was asked " + times + " times and told nothing");
            else if (asker.stream().anyMatch(one -> one.ask(job))) asked.put(job.id(), new Asked(times + 1, now));
        }
    }

    /** Nothing was heard for long, neither before we asked nor since, and it has had its time to begin. */
    private boolean silent(Job job, @Nullable Asked before, Instant now) {
        boolean underWay = job.state() == State.RUNNING || job.findings().warning() != null;
        if (!underWay) return false;
        Instant last = job.changedAt();
        for (Instant later :
                Arrays.asList(job.terms().notBefore(), job.terms().installAt(), before == null ? null : before.at)) {
            if (later != null && later.isAfter(last)) last = later;
        }
        int minutes =
                settings.get(FileSettings.JOB_SILENCE_MINUTES, job.station().key());
        return last.plus(Duration.ofMinutes(minutes)).isBefore(now);
    }

    /** 1.6 §4.5 has no other proof than the version: a station that came back with another one has most likely installed it. */
    private void giveUp(Job job, String why) {
        String after = job.findings().versionAfter();
        boolean changed = after != null && !after.equals(job.findings().versionBefore());
        if (changed) jobs.end(job.id(), State.DONE, "the station never said so, but it runs version " + after + " now");
        else if (job.file() != null) jobs.end(job.id(), State.DONE, "the station never said so, but the file arrived");
        else jobs.end(job.id(), State.UNKNOWN, why);
    }
}
