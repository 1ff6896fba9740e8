package dev.stationmaster.job;

import dev.stationmaster.changefeed.Change;
import dev.stationmaster.job.Job.Kind;
import dev.stationmaster.job.Job.State;
import dev.stationmaster.ledger.Fact;
import dev.stationmaster.ledger.Ledger;
import dev.stationmaster.platform.web.Paging;
import dev.stationmaster.station.Station;
import dev.stationmaster.station.StationDirectory;
import dev.stationmaster.station.StationId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;

/**
 * All jobs; those that run are in memory. A change is decided there under a lock, and durable when the method that made it returns. Changes of one
 * job carry rising numbers, so that commits may overtake each other.
 */
@Service
public class Jobs {
    private static final Logger log = LoggerFactory.getLogger(Jobs.class);
    /** Whoever reports more different statuses than that is counted only. */
    private static final int MOST_STATUSES = 200;

    private static final Duration RETRIED_WITHIN = Duration.ofHours(6);
    private static final String IDLE = "Idle";

    private final JobStore store;
    private final Ledger ledger;
    private final StationDirectory stations;
    private final ObjectProvider<JobListener> listeners;
    private final InstantSource clock;
    private final Map<UUID, Tracked> open = new ConcurrentHashMap<>();
    private final ReentrantLock lock = new ReentrantLock();

    /** @param last its last status; null before the first */
    private record Tracked(Job job, @Nullable JobStatus last) {}

    Jobs(
            JobStore store,
            Ledger ledger,
            StationDirectory stations,
            ObjectProvider<JobListener> listeners,
            InstantSource clock) {
        this.store = store;
        this.ledger = ledger;
        this.stations = stations;
        this.listeners = listeners;
        this.clock = clock;
        for (Job job : store.open()) open.put(job.id(), tracked(job));
    }

    private Tracked tracked(Job job) {
        List<JobStatus> statuses = job.statuses() == 0 ? List.of() : store.statuses(job.id());
        return new Tracked(job, statuses.isEmpty() ? null : statuses.getLast());
    }

    /** A job whose command is about to be sent. */
    public void begin(Job job) {
        open.put(job.id(), new Tracked(job, null));
        commit(job, List.of());
    }

    /**
     * The station has taken it.
     *
     * @param replaces whether it gives up what it was doing of that kind
     */
    public void accepted(UUID id, boolean replaces, @Nullable String fileName) {
        Instant now = clock.instant();
        change(id, tracked -> {
            Job job = tracked.job;
            if (fileName != null) job = job.found(job.findings().named(fileName), now);
            return job.state() == State.REQUESTED ? job.now(State.RUNNING, null, now) : job;
        });
        if (!replaces) return;
        Job successor = find(id).orElseThrow();
        for (Job earlier : runningBefore(successor)) {
            end(earlier.id(), State.CANCELLED, "request " + successor.requestId() + " took its place");
        }
    }

    private List<Job> runningBefore(Job successor) {
        return open.values().stream()
                .map(Tracked::job)
                .filter(job -> job.station().equals(successor.station())
                        && job.kind() == successor.kind()
                        && job.id().compareTo(successor.id()) != 0
                        && !job.createdAt().isAfter(successor.createdAt())
                        && job.state() == State.RUNNING)
                .toList();
    }

    /** It is over for a reason of ours, or because the station refused it; nothing happens when it is over already. */
    public void end(UUID id, State how, String reason) {
        change(
                id,
                tracked -> tracked.job.state().ended() ? tracked.job : tracked.job.now(how, reason, clock.instant()));
    }

    /** Something was found out about a job, also one that is over. */
    public void found(UUID id, UnaryOperator<Job.Findings> more) {
        Instant now = clock.instant();
        change(id, tracked -> tracked.job.found(more.apply(tracked.job.findings()), now));
    }

    /** A file has arrived for it. */
    public void brought(UUID id, UUID file) {
        Instant now = clock.instant();
        change(id, tracked -> tracked.job.brought(file, now));
    }

    /**
     * A station's word about its work.
     *
     * @param requestId null when the message has none: then the newest of the kind is meant that runs
     * @return the job, durable; empty when it is about none that is known
     */
    public Optional<Job> reported(
            StationId station,
            Kind kind,
            @Nullable Integer requestId,
            String status,
            @Nullable String info,
            Instant at) {
        Optional<Job> meant = requestId == null
                ? running(station, kind).or(() -> retried(station, kind, status))
                : running(station, requestId).or(() -> store.find(station, requestId));
        return meant.filter(job -> job.kind() == kind).map(job -> report(job, status, info, at));
    }

    /** A station that tried in vain may try again, and its message has no number. */
    private Optional<Job> retried(StationId station, Kind kind, String status) {
        if (status.equals(IDLE)) return Optional.empty();
        return store.failed(station, kind, clock.instant().minus(RETRIED_WITHIN));
    }

    private Job report(Job meant, String status, @Nullable String info, Instant at) {
        List<Fact<?>> facts = new ArrayList<>();
        return changed(
                meant.id(),
                tracked -> {
                    JobStatus row = row(tracked, status, info, at);
                    facts.add(row);
                    return new Tracked(told(tracked.job, row, status, at), row);
                },
                facts);
    }

    private static JobStatus row(Tracked tracked, String status, @Nullable String info, Instant at) {
        JobStatus last = tracked.last;
        if (last != null && (last.status().equals(status) || last.number() >= MOST_STATUSES)) return last.again(at);
        return new JobStatus(tracked.job.id(), last == null ? 1 : last.number() + 1, status, info, at, at, 1);
    }

    /** Idle answers a trigger and says nothing of the work. A station that goes on after a failure tries again. */
    private static Job told(Job job, JobStatus row, String status, Instant at) {
        if (status.equals(IDLE)) return job.told(status, job.state(), job.reason(), row.number(), at);
        State next = job.kind().after(status);
        boolean over = job.state() == State.DONE || job.state() == State.CANCELLED;
        if (over) return job.told(status, job.state(), job.reason(), row.number(), at);
        return job.told(status, next, next == State.FAILED ? "the station reported " + status : null, row.number(), at);
    }

    /** The newest of that kind that runs. */
    public Optional<Job> running(StationId station, Kind kind) {
        return newest(job -> job.station().equals(station) && job.kind() == kind);
    }

    private Optional<Job> running(StationId station, int requestId) {
        return newest(job -> job.station().equals(station) && job.requestId() == requestId);
    }

    private Optional<Job> newest(Predicate<Job> which) {
        return open.values().stream().map(Tracked::job).filter(which).max(Comparator.comparing(Job::createdAt));
    }

    /** The job of a command that is under way. */
    public Optional<Job> ofCommand(UUID command) {
        return newest(job -> command.equals(job.command()));
    }

    /** The job that a command began, also when it is over. */
    public Optional<Job> begunBy(UUID command) {
        return ofCommand(command).or(() -> store.begunBy(command));
    }

    public Optional<Job> find(UUID id) {
        Tracked tracked = open.get(id);
        return tracked != null ? Optional.of(tracked.job) : store.find(id);
    }

    /** Those of these that are known. */
    public Map<UUID, Job> all(Collection<UUID> ids) {
        return store.all(ids).stream().collect(Collectors.toMap(Job::id, Function.identity()));
    }

    /** Our files that stations are installing, or are about to, with the number of these stations. */
    public Map<UUID, Integer> imagesUnderWay() {
        Map<UUID, Integer> stationsOf = new HashMap<>();
        for (Tracked tracked : open.values()) {
            UUID image = tracked.job.terms().image();
            if (image != null && !tracked.job.state().ended()) stationsOf.merge(image, 1, Integer::sum);
        }
        return stationsOf;
    }

    List<Job> list(StationId station, List<Kind> kinds, Paging paging) {
        return store.list(station, kinds, paging);
    }

    /** What a station publishes under that checksum, as far as we know. */
    public List<Job> published(StationId station, String checksum) {
        return store.list(station, List.of(Kind.PUBLICATION), new Paging(Paging.MAX_LIMIT, null)).stream()
                .filter(job -> job.state() == State.DONE
                        && checksum.equalsIgnoreCase(job.terms().checksum())
                        && job.findings().unpublishedAt() == null)
                .toList();
    }

    List<JobStatus> statuses(UUID id) {
        return store.statuses(id);
    }

    /** Those that have not come to an end. */
    List<Job> unended() {
        return open.values().stream().map(Tracked::job).toList();
    }

    private interface Fold {
        Job apply(Tracked tracked);
    }

    private interface TrackedFold {
        Tracked apply(Tracked tracked);
    }

    private void change(UUID id, Fold fold) {
        changed(id, tracked -> new Tracked(fold.apply(tracked), tracked.last), new ArrayList<>());
    }

    private Job changed(UUID id, TrackedFold fold, List<Fact<?>> facts) {
        // Read before the lock: no lock is held while the database is asked.
        Tracked stored =
                open.containsKey(id) ? null : store.find(id).map(this::tracked).orElseThrow();
        Tracked before;
        Tracked after;
        lock.lock();
        try {
            Tracked known = open.get(id);
            before = known != null ? known : stored;
            if (before == null) throw new IllegalStateException("no job " + id);
            after = fold.apply(before);
            open.put(id, after);
        } finally {
            lock.unlock();
        }
        if (after.job != before.job || !facts.isEmpty()) commit(after.job, facts);
        if (after.job.state().ended()) {
            open.computeIfPresent(id, (_, now) -> now.job.version() == after.job.version() ? null : now);
            if (!before.job.state().ended()) ended(after.job);
        }
        return after.job;
    }

    private void commit(Job job, List<Fact<?>> more) {
        List<Fact<?>> facts = new ArrayList<>(more);
        facts.add(new JobSaved(job));
        facts.add(new Change(
                "job",
                job.id().toString(),
                job.station(),
                JobJson.view(job, identity(job.station())),
                job.actor(),
                job.changedAt()));
        ledger.commit(facts);
    }

    private void ended(Job job) {
        log.info(
                "event=job-ended job={} station={} type={} state={} status={}",
                job.id(),
                identity(job.station()),
                job.type(),
                JobJson.word(job.state()),
                job.status());
        listeners.forEach(listener -> {
            try {
                listener.ended(job);
            } catch (RuntimeException bug) {
                log.error("event=job-listener-failed job={}", job.id(), bug);
            }
        });
    }

    private String identity(StationId station) {
        return stations.find(station).map(Station::identity).orElse("");
    }
}
