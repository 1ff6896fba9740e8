package dev.stationmaster.fleetjob;

import dev.stationmaster.audit.AuditLog;
import dev.stationmaster.changefeed.Change;
import dev.stationmaster.fleetjob.FleetJob.State;
import dev.stationmaster.fleetjob.FleetJobStore.Stored;
import dev.stationmaster.ledger.Ledger;
import dev.stationmaster.platform.web.ApiProblem;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;

/**
 * The jobs over many stations. Those that are not over are in memory with all their stations; every step is in the database before the next one
 * follows from it, so that a job goes on after a restart where it was, and no station gets a command twice.
 */
@Service
class FleetJobs {
    private static final Logger log = LoggerFactory.getLogger(FleetJobs.class);
    /** Progress alone is told and stored no more often than this. */
    private static final Duration TOLD_EVERY = Duration.ofSeconds(1);

    /** A station that is connected and has not booted yet is waited for so long, whatever the pace says. */
    private static final Duration ARRIVING = Duration.ofMinutes(2);

    private static final long MILLIS_BETWEEN = 500;

    private final FleetJobStore store;
    private final StationTurns turns;
    private final Ledger ledger;
    private final AuditLog audit;
    private final MeterRegistry metrics;
    private final InstantSource clock;
    private final Map<UUID, OpenJob> open = new ConcurrentSkipListMap<>();
    /** Jobs change one after the other: by the loop, or by a person. */
    private final ReentrantLock lock = new ReentrantLock();

    /** Open jobs are in memory when this bean exists. */
    FleetJobs(
            FleetJobStore store,
            StationTurns turns,
            Ledger ledger,
            AuditLog audit,
            MeterRegistry metrics,
            InstantSource clock) {
        this.store = store;
        this.turns = turns;
        this.ledger = ledger;
        this.audit = audit;
        this.metrics = metrics;
        this.clock = clock;
        for (FleetJob job : store.open()) open.put(job.id(), new OpenJob(job, store.targets(job.id())));
        if (!open.isEmpty()) log.info("event=fleet-jobs-resumed count={}", open.size());
        Gauge.builder("stationmaster.fleet.jobs.running", open, all -> count(all.values()))
                .description("jobs over many stations that run")
                .register(metrics);
        for (Target.State state : Target.State.values()) {
            if (state.ended()) metrics.counter("stationmaster.fleet.job.stations", "outcome", state.word());
        }
    }

    private static long count(Collection<OpenJob> all) {
        return all.stream().filter(one -> one.job().state() == State.RUNNING).count();
    }

    FleetJobView create(FleetJob job, List<Target> targets) {
        Progress progress = Progress.of(job, targets, clock.instant());
        store.create(job, progress, targets);
        open.put(job.id(), new OpenJob(job, targets));
        log.info(
                "event=fleet-job-created job={} kind={} stations={}",
                job.id(),
                job.kind().word(),
                targets.size());
        return told(job, progress);
    }

    Optional<FleetJobView> find(UUID id) {
        OpenJob known = open.get(id);
        if (known != null) return Optional.of(known.view(clock.instant()));
        return store.find(id).map(one -> FleetJobView.of(one.job(), one.progress()));
    }

    /** Where its stations stood when it was made. */
    Optional<List<Integer>> sites(UUID id) {
        OpenJob known = open.get(id);
        if (known != null) return Optional.of(known.job().sites());
        return store.find(id).map(one -> one.job().sites());
    }

    List<FleetJobView> list(
            @Nullable String kind,
            @Nullable String state,
            Integer @Nullable [] among,
            @Nullable UUID before,
            int limit) {
        Instant now = clock.instant();
        List<FleetJobView> found = new ArrayList<>();
        for (Stored one : store.list(kind, state, among, before, limit)) {
            OpenJob known = open.get(one.job().id());
            found.add(known == null ? FleetJobView.of(one.job(), one.progress()) : known.view(now));
        }
        return found;
    }

    /** In the order of their turns. */
    List<Target> targets(UUID id) {
        OpenJob known = open.get(id);
        return known == null ? store.targets(id) : known.targets();
    }

    FleetJobView pause(UUID id, String actor) {
        return changed(id, job -> {
            if (job.state() != State.RUNNING) throw wrong(job, "Only a running job is paused");
            return job.now(State.PAUSED, "paused by " + actor, clock.instant());
        });
    }

    /** Also lets the next wave begin, when the job waits for that. What has failed so far does not halt it again. */
    FleetJobView resume(UUID id) {
        return changed(id, job -> {
            if (job.state() != State.PAUSED && job.state() != State.HALTED)
                throw wrong(job, "Only a job that is paused or has halted is resumed");
            Instant now = clock.instant();
            FleetJob going = job.now(State.RUNNING, null, now).judgedFrom(now);
            return job.waveEndedAt() != null && job.pace().holds() ? going.inWave(job.wave() + 1, null, now) : going;
        });
    }

    /** Stations that are at it go on to their end; nobody else begins. */
    FleetJobView cancel(UUID id, String actor) {
        lock.lock();
        try {
            OpenJob known = loaded(id);
            if (known.job().state().ended()) throw wrong(known.job(), "It is over");
            Instant now = clock.instant();
            List<Target> dropped = known.targets().stream()
                    .filter(one -> one.state() == Target.State.WAITING)
                    .map(one -> one.ended(Target.State.CANCELLED, null, "cancelled by " + actor, now))
                    .toList();
            put(known, dropped);
            return save(known, known.job().now(State.CANCELLED, "cancelled by " + actor, now));
        } finally {
            lock.unlock();
        }
    }

    /** Those that failed, of which nobody knows, and that were away, get another turn. */
    FleetJobView retry(UUID id) {
        lock.lock();
        try {
            OpenJob known = loaded(id);
            if (known.job().state() == State.CANCELLED) throw wrong(known.job(), "It was cancelled");
            List<Target> again = known.targets().stream()
                    .filter(one -> one.state().isBad()
                            || one.state() == Target.State.SKIPPED && "offline".equals(one.status()))
                    .map(one -> one.again(null))
                    .toList();
            if (again.isEmpty()) throw ApiProblem.conflict("nothing-to-retry", "No station of this job has failed.");
            put(known, again);
            Instant now = clock.instant();
            return save(known, known.job().now(State.RUNNING, null, now).judgedFrom(now));
        } finally {
            lock.unlock();
        }
    }

    private FleetJobView changed(UUID id, UnaryOperator<FleetJob> change) {
        lock.lock();
        try {
            OpenJob known = loaded(id);
            return save(known, change.apply(known.job()));
        } finally {
            lock.unlock();
        }
    }

    private OpenJob loaded(UUID id) {
        OpenJob known = open.get(id);
        if (known != null) return known;
        Stored stored = store.find(id).orElseThrow(() -> ApiProblem.notFound("fleet-job", id.toString()));
        return new OpenJob(stored.job(), store.targets(id));
    }

    private static ApiProblem wrong(FleetJob job, String rule) {
        return ApiProblem.conflict("wrong-state", rule + "; this one is " + FleetJobStore.word(job.state()) + ".");
    }

    /** One look at every open job. */
    @Scheduled(initialDelay = MILLIS_BETWEEN, fixedDelay = MILLIS_BETWEEN)
    void step() {
        for (OpenJob known : open.values()) {
            lock.lock();
            try {
                if (open.get(known.job().id()) == known) step(known);
            } catch (RuntimeException e) {
                log.warn(
                        "event=fleet-job-not-stepped job={} cause=\"{}\"",
                        known.job().id(),
                        e.toString());
            } finally {
                lock.unlock();
            }
        }
    }

    private void step(OpenJob known) {
        put(known, turns.looked(known.job(), known.targets()));
        FleetJob job = known.job();
        Instant now = clock.instant();
        if (job.state() == State.RUNNING) {
            String halt = Progress.haltReason(job, known.targets());
            if (halt != null) {
                save(known, job.now(State.HALTED, halt, now));
                audit.record(new AuditLog.Entry(
                        "server",
                        "server",
                        null,
                        "fleet-job.halted",
                        "fleet-job/" + job.id(),
                        null,
                        Map.of("reason", halt)));
            } else {
                turns.begin(job, known.targets(), begun -> put(known, List.of(begun)));
                advance(known, now);
            }
        }
        if (known.job().state().ended() && known.isIdle()) {
            save(known, known.job().touched(now));
            open.remove(known.job().id());
        } else if (known.isDirty() && !now.isBefore(known.toldAt().plus(TOLD_EVERY))) {
            save(known, known.job().touched(now));
        }
    }

    /** To the next wave, or to the end. */
    private void advance(OpenJob known, Instant now) {
        FleetJob job = known.job();
        Turns.Known stations = turns.known(now, job.pace());
        Instant ended = job.waveEndedAt();
        boolean more = job.wave() < Turns.lastWave(known.targets());
        if (ended != null) {
            boolean waited =
                    !now.isBefore(ended.plus(Duration.ofMinutes(job.pace().pauseMinutes())));
            if (waited) save(known, job.inWave(job.wave() + 1, null, now));
            return;
        }
        if (!Turns.isWaveOver(job, known.targets(), stations)) return;
        if (more) {
            FleetJob between = job.inWave(job.wave(), now, now);
            String why = "wave " + job.wave() + " of " + Turns.lastWave(known.targets()) + " is over";
            save(known, job.pace().holds() ? between.now(State.PAUSED, why, now) : between);
            return;
        }
        Duration age = Duration.between(job.judgedSince(), now);
        List<Target> away = known.targets().stream()
                .filter(one -> one.state() == Target.State.WAITING)
                .toList();
        boolean patient = age.compareTo(Duration.ofMinutes(job.pace().patienceMinutes())) < 0;
        boolean arriving =
                age.compareTo(ARRIVING) < 0 && away.stream().anyMatch(one -> turns.isArriving(one.station()));
        if (!away.isEmpty() && (patient || arriving)) return;
        put(
                known,
                away.stream()
                        .map(one -> one.ended(
                                Target.State.SKIPPED, "offline", "it was not connected when its turn came", now))
                        .toList());
        save(known, job.now(State.DONE, null, now));
        log.info("event=fleet-job-done job={} kind={}", job.id(), job.kind().word());
    }

    private void put(OpenJob known, List<Target> changed) {
        if (changed.isEmpty()) return;
        store.save(changed);
        for (Target one : changed) {
            known.put(one);
            if (one.state().ended())
                metrics.counter(
                                "stationmaster.fleet.job.stations",
                                "outcome",
                                one.state().word())
                        .increment();
        }
    }

    private FleetJobView save(OpenJob known, FleetJob job) {
        Instant now = clock.instant();
        if (known.job().state() != job.state())
            log.info(
                    "event=fleet-job-changed job={} state={} reason=\"{}\"",
                    job.id(),
                    FleetJobStore.word(job.state()),
                    job.reason() == null ? "" : job.reason());
        known.replace(job, now);
        Progress progress = Progress.of(job, known.targets(), now);
        store.save(job, progress);
        if (!job.state().ended() || !known.isIdle()) open.putIfAbsent(job.id(), known);
        return told(job, progress);
    }

    private FleetJobView told(FleetJob job, Progress progress) {
        FleetJobView view = FleetJobView.of(job, progress);
        ledger.append(new Change("fleetjob", job.id().toString(), null, view.body(), job.actor(), clock.instant()));
        return view;
    }

    /** Keys of sites as the database takes them. */
    static Integer[] keys(Collection<Integer> sites) {
        Integer[] keys = sites.toArray(Integer[]::new);
        Arrays.sort(keys);
        return keys;
    }
}
