package dev.stationmaster.problem;

import dev.stationmaster.changefeed.ChangeEvent;
import dev.stationmaster.changefeed.ChangeFeed;
import dev.stationmaster.problem.Kind.Severity;
import dev.stationmaster.problem.ProblemService.Look;
import dev.stationmaster.settings.ProblemSettings;
import dev.stationmaster.settings.Settings;
import dev.stationmaster.station.Connectivity;
import dev.stationmaster.station.Station;
import dev.stationmaster.station.StationDirectory;
import dev.stationmaster.station.StationId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Looks for problems: at stations of which something was heard, at all of them, and into tables. Called by one thread. */
@Component
class ProblemRounds {
    private static final Set<String> TOPICS = Set.of("connection", "status", "transaction", "station");
    private static final Set<Kind> CERTIFICATES = EnumSet.of(Kind.CERTIFICATE_ENDS);
    private static final int MOST_CHANGES = 2_000;

    private final ProblemService problems;
    private final StationSymptoms symptoms;
    private final Sources sources;
    private final World world;
    private final InstantSource clock;
    private long heard = -1;

    /** What is looked at beside the stations. */
    @Component
    record Sources(EvidenceStore tables, ServerSymptoms server, Impact impact, Settings settings) {}

    /** Who there is, and what happens to them. */
    @Component
    record World(StationDirectory stations, Connectivity connectivity, ChangeFeed changes) {}

    ProblemRounds(
            ProblemService problems, StationSymptoms symptoms, Sources sources, World world, InstantSource clock) {
        this.problems = problems;
        this.symptoms = symptoms;
        this.sources = sources;
        this.world = world;
        this.clock = clock;
    }

    /** Only where something changed since the last look; everywhere when that was too long ago. */
    void changed() {
        if (heard < 0) {
            all();
            return;
        }
        var slice = world.changes().after(heard, MOST_CHANGES);
        if (slice.tooOld() || slice.events().size() == MOST_CHANGES) {
            all();
            return;
        }
        Set<StationId> touched = new HashSet<>();
        for (ChangeEvent event : slice.events()) {
            heard = event.id();
            StationId station = event.station();
            if (station != null && TOPICS.contains(event.topic())) touched.add(station);
        }
        if (!touched.isEmpty()) look(touched);
    }

    /** Every station, from memory. */
    void all() {
        heard = world.changes().head();
        look(null);
    }

    private void look(@Nullable Set<StationId> only) {
        Instant now = clock.instant();
        Set<StationId> connected = world.connectivity().connected();
        List<Symptom> found = new ArrayList<>();
        for (Station station : world.stations().all()) {
            if (only == null || only.contains(station.id())) found.addAll(symptoms.of(station, connected, now));
        }
        problems.apply(new Look(Kind.OF_STATIONS, only, found));
    }

    /** What tables tell, and how the server itself is. */
    void tables() {
        sources.impact().refresh();
        Instant now = clock.instant();
        EvidenceStore tables = sources.tables();
        List<Symptom> found = new ArrayList<>(sources.server().now(now));
        found.addAll(tables.unanswered(now));
        found.addAll(tables.lostStarts(now));
        found.addAll(tables.findings(now));
        found.addAll(refusals(now));
        Set<Kind> kinds = EnumSet.copyOf(Kind.OF_TABLES);
        kinds.removeAll(CERTIFICATES);
        problems.apply(new Look(kinds, null, known(found)));
    }

    void certificates() {
        int days = sources.settings().get(ProblemSettings.CERTIFICATE_WARNING_DAYS);
        problems.apply(new Look(CERTIFICATES, null, known(sources.tables().certificates(clock.instant(), days))));
    }

    /** Tables remember stations that are deleted. */
    private List<Symptom> known(List<Symptom> found) {
        return found.stream()
                .filter(one -> one.station() == null
                        || world.stations().find(one.station()).isPresent())
                .toList();
    }

    /** One for each station that we know; strangers count by their address, however many names they try. */
    private List<Symptom> refusals(Instant now) {
        Map<String, Symptom> found = new LinkedHashMap<>();
        for (EvidenceStore.Refusal one : sources.tables().refusals(now)) {
            Station station = world.stations().find(one.identity()).orElse(null);
            String object = station == null
                    ? one.remoteAddress()
                    : String.valueOf(station.id().key());
            Map<String, String> facts = Map.of(
                    "identity", one.identity(),
                    "remoteAddress", one.remoteAddress(),
                    "reason", one.reason(),
                    "detail", one.detail());
            found.putIfAbsent(
                    object,
                    new Symptom(
                            Kind.CONNECTION_REFUSED,
                            object,
                            station == null ? null : station.id(),
                            null,
                            null,
                            station == null ? Severity.MINOR : Severity.MAJOR,
                            one.reason(),
                            facts,
                            one.firstSeenAt()));
        }
        return List.copyOf(found.values());
    }

    void forgetOld() {
        int days = sources.settings().get(ProblemSettings.PROBLEM_KEEP_DAYS);
        problems.forget(clock.instant().minus(Duration.ofDays(days)));
    }
}
