package dev.stationmaster.problem;

import dev.stationmaster.changefeed.Change;
import dev.stationmaster.ledger.Ledger;
import dev.stationmaster.platform.Uuid7;
import dev.stationmaster.problem.Problem.Care;
import dev.stationmaster.problem.Problem.Device;
import dev.stationmaster.problem.Problem.Key;
import dev.stationmaster.station.Station;
import dev.stationmaster.station.StationDirectory;
import dev.stationmaster.station.StationId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;

/** The problems: the open ones in memory, opened and closed by what is seen. */
@Service
public class ProblemService {
    private static final Logger log = LoggerFactory.getLogger(ProblemService.class);
    /** What comes back within that time is the same problem. */
    private static final Duration SAME_AGAIN = Duration.ofDays(1);
    /** More changes at once than that are told as one: whoever looks asks for the list. */
    private static final int MOST_TOLD = 100;

    private static final String SERVER = "server";

    private final ProblemStore store;
    private final Ledger ledger;
    private final StationDirectory stations;
    private final ObjectProvider<ProblemListener> listeners;
    private final InstantSource clock;
    private final Map<Key, Problem> open = new ConcurrentHashMap<>();
    private final Map<UUID, Key> keys = new ConcurrentHashMap<>();
    /** Guarded by this. */
    private final Map<Key, Problem> lately = new HashMap<>();

    ProblemService(
            ProblemStore store,
            Ledger ledger,
            StationDirectory stations,
            ObjectProvider<ProblemListener> listeners,
            InstantSource clock) {
        this.store = store;
        this.ledger = ledger;
        this.stations = stations;
        this.listeners = listeners;
        this.clock = clock;
        for (Problem one : store.open()) remember(one);
        for (Problem one : store.closedSince(now().minus(SAME_AGAIN))) lately.put(one.key(), one);
    }

    /**
     * A look at the world.
     *
     * @param kinds what was looked for; an open problem of these without a symptom is cured
     * @param stations whose; null for everything
     */
    record Look(Set<Kind> kinds, @Nullable Set<StationId> stations, Collection<Symptom> symptoms) {
        boolean covers(Problem problem) {
            return kinds.contains(problem.kind())
                    && (stations == null || problem.station() != null && stations.contains(problem.station()));
        }
    }

    /** Opens what is new, closes what is cured; durable when this returns. */
    void apply(Look look) {
        List<Problem> changed;
        synchronized (this) {
            changed = changes(look);
        }
        for (ProblemListener listener : listeners) listener.looked(changed);
    }

    private List<Problem> changes(Look look) {
        Instant now = now();
        List<Problem> changed = new ArrayList<>();
        List<ProblemEvent> events = new ArrayList<>();
        Set<Key> seen = new HashSet<>();
        List<Symptom> fresh = new ArrayList<>();
        for (Symptom symptom : look.symptoms()) {
            if (!seen.add(symptom.key())) continue;
            Problem known = open.get(symptom.key());
            if (known == null) {
                fresh.add(symptom);
                continue;
            }
            Problem as = known.seen(symptom, now);
            if (as == known) continue;
            changed.add(as);
            if (!as.code().equals(known.code()))
                events.add(new ProblemEvent(as.id(), now, "changed", SERVER, as.code()));
        }
        for (Problem known : open.values()) {
            if (!look.covers(known) || seen.contains(known.key())) continue;
            changed.add(known.closed(now));
            events.add(new ProblemEvent(known.id(), now, "closed", SERVER, null));
        }
        opened(fresh, now, changed, events);
        if (changed.isEmpty()) return changed;
        store.save(changed, events);
        changed.forEach(this::remember);
        lately.values()
                .removeIf(one ->
                        Objects.requireNonNull(one.closedAt()).plus(SAME_AGAIN).isBefore(now));
        tell(changed, SERVER, now);
        return changed;
    }

    private void opened(List<Symptom> fresh, Instant now, List<Problem> changed, List<ProblemEvent> events) {
        Map<StationId, Device> devices = store.devices(fresh.stream()
                .map(Symptom::station)
                .filter(Objects::nonNull)
                .distinct()
                .toList());
        for (Symptom symptom : fresh) {
            Problem before = lately.get(symptom.key());
            Problem problem = before == null ? begun(symptom, devices, now) : before.again(symptom, now);
            changed.add(problem);
            events.add(new ProblemEvent(
                    problem.id(), now, before == null ? "opened" : "reopened", SERVER, symptom.code()));
        }
    }

    private Problem begun(Symptom symptom, Map<StationId, Device> devices, Instant now) {
        StationId station = symptom.station();
        Device device = station == null ? Device.UNKNOWN : devices.getOrDefault(station, Device.UNKNOWN);
        Instant since = symptom.since();
        return new Problem(
                Uuid7.at(now),
                symptom.kind(),
                symptom.object(),
                station,
                station == null
                        ? null
                        : stations.find(station).map(Station::siteId).orElse(null),
                symptom.evse(),
                symptom.connector(),
                symptom.severity(),
                symptom.code(),
                symptom.facts(),
                device,
                since == null || since.isAfter(now) ? now : since.truncatedTo(ChronoUnit.MICROS),
                now,
                null,
                0,
                Care.NONE,
                now);
    }

    private void remember(Problem one) {
        if (one.open()) {
            open.put(one.key(), one);
            keys.put(one.id(), one.key());
            lately.remove(one.key());
        } else {
            open.remove(one.key());
            keys.remove(one.id());
            lately.put(one.key(), one);
        }
    }

    private void tell(List<Problem> changed, String actor, Instant now) {
        for (Problem one : changed.subList(0, Math.min(MOST_TOLD, changed.size())))
            log.info(
                    "event=problem kind={} object=\"{}\" state={} severity={}",
                    one.kind().word(),
                    one.object(),
                    one.open() ? "open" : "closed",
                    one.severity().word());
        if (changed.size() > MOST_TOLD) {
            ledger.commit(new Change("problem", "*", null, Map.of("changed", changed.size()), actor, now));
            return;
        }
        ledger.commit(changed.stream()
                .map(one -> new Change("problem", one.id().toString(), one.station(), body(one), actor, now))
                .toList());
    }

    private static Map<String, Object> body(Problem one) {
        return Map.of(
                "kind", one.kind().word(),
                "state", one.open() ? "open" : "closed",
                "severity", one.severity().word());
    }

    /** What an operator changes; null leaves a thing as it is. @param assignee empty for nobody @param snoozedUntil the epoch for not at all */
    record Wish(
            @Nullable Boolean acknowledged,
            @Nullable String assignee,
            @Nullable Instant snoozedUntil,
            @Nullable String note) {}

    synchronized Problem care(Problem problem, Wish wish, String actor) {
        Instant now = now();
        Problem latest = find(problem.id()).orElse(problem);
        Care care = latest.care();
        List<ProblemEvent> events = new ArrayList<>();
        Boolean acknowledged = wish.acknowledged();
        if (acknowledged != null && acknowledged != (care.acknowledgedAt() != null)) {
            care = new Care(
                    acknowledged ? now : null, acknowledged ? actor : null, care.assignee(), care.snoozedUntil());
            events.add(event(latest, now, acknowledged ? "acknowledged" : "unacknowledged", actor, null));
        }
        String assignee = wish.assignee();
        if (assignee != null && !assignee.equals(care.assignee() == null ? "" : care.assignee())) {
            String to = assignee.isEmpty() ? null : assignee;
            care = new Care(care.acknowledgedAt(), care.acknowledgedBy(), to, care.snoozedUntil());
            events.add(event(latest, now, to == null ? "unassigned" : "assigned", actor, to));
        }
        Instant until = wish.snoozedUntil();
        if (until != null) {
            boolean asleep = until.isAfter(now);
            care = new Care(
                    care.acknowledgedAt(), care.acknowledgedBy(), care.assignee(), asleep ? micros(until) : null);
            events.add(event(latest, now, asleep ? "snoozed" : "woken", actor, asleep ? until.toString() : null));
        }
        if (wish.note() != null) events.add(event(latest, now, "noted", actor, wish.note()));
        if (events.isEmpty()) return latest;
        Problem changed = latest.with(care, now);
        store.save(List.of(changed), events);
        if (changed.open()) remember(changed);
        tell(List.of(changed), actor, now);
        return changed;
    }

    private static ProblemEvent event(Problem problem, Instant at, String what, String actor, @Nullable String detail) {
        return new ProblemEvent(problem.id(), at, what, actor, detail);
    }

    /** In no order; from memory. */
    public List<Problem> open() {
        return List.copyOf(open.values());
    }

    public Optional<Problem> find(UUID id) {
        Key key = keys.get(id);
        Problem known = key == null ? null : open.get(key);
        return known != null ? Optional.of(known) : store.find(id);
    }

    /** What was open at some time after that; for back-tests and reports. */
    public List<Episode> episodes(Instant since) {
        return store.episodes(since);
    }

    List<ProblemEvent> history(UUID problem) {
        return store.events(problem);
    }

    List<Problem> closed(@Nullable Instant before, @Nullable UUID beforeId, int limit) {
        return store.closed(before, beforeId, limit);
    }

    void forget(Instant before) {
        store.forget(before);
    }

    private Instant now() {
        return micros(clock.instant());
    }

    /** As fine as it is stored. */
    private static Instant micros(Instant at) {
        return at.truncatedTo(ChronoUnit.MICROS);
    }
}
