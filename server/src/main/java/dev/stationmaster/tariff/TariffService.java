package dev.stationmaster.tariff;

import dev.stationmaster.changefeed.Change;
import dev.stationmaster.ledger.Fact;
import dev.stationmaster.ledger.Ledger;
import dev.stationmaster.ledger.Planned;
import dev.stationmaster.platform.web.ApiProblem;
import dev.stationmaster.platform.web.FieldProblem;
import dev.stationmaster.site.Site;
import dev.stationmaster.site.SiteService;
import dev.stationmaster.station.Station;
import dev.stationmaster.station.StationDirectory;
import dev.stationmaster.station.StationId;
import dev.stationmaster.tariff.Assignment.Place;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Tariffs and who pays them; all in memory, so that choosing one never asks the database. */
@Service
public class TariffService {
    private static final Logger log = LoggerFactory.getLogger(TariffService.class);
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Instant CLOCKS_BEGIN = Instant.parse("2020-01-01T00:00:00Z");

    private final Ledger ledger;
    private final SiteService sites;
    private final StationDirectory stations;
    private final InstantSource clock;
    /** By id in lower case; the versions from the first on. Deleted ones stay: transactions keep what they began with. */
    private final Map<String, List<Tariff>> versions = new ConcurrentSkipListMap<>();

    private final Set<String> deleted = ConcurrentHashMap.newKeySet();
    private final Map<Place, String> assigned = new ConcurrentHashMap<>();

    /** Everything is in memory when this bean exists, so before any port opens. */
    TariffService(TariffStore store, Ledger ledger, SiteService sites, StationDirectory stations, InstantSource clock) {
        this.ledger = ledger;
        this.sites = sites;
        this.stations = stations;
        this.clock = clock;
        for (TariffStore.Row row : store.all()) {
            Tariff tariff =
                    TariffReader.read(JSON.readTree(row.content()), "EUR").tariff();
            remember(tariff.numbered(row.version(), row.since()));
            if (row.deleted()) deleted.add(folded(row.id()));
        }
        for (Assignment assignment : store.assignments()) remember(assignment);
        if (!versions.isEmpty())
            log.info("event=tariffs-loaded count={} assignments={}", versions.size(), assigned.size());
    }

    /** Whether anybody pays anything. */
    boolean isAnyAssigned() {
        return !assigned.isEmpty();
    }

    /** What is wrong with a tariff as people write it; empty when it can be used. */
    public static List<FieldProblem> check(JsonNode form) {
        return TariffReader.read(form, "EUR").problems();
    }

    /** Whether there is a tariff of that id. */
    public boolean knows(String id) {
        return versions.containsKey(folded(id)) && !deleted.contains(folded(id));
    }

    /** Many tariffs at once; the forms are checked. One that says what it said before gets no new version. */
    public Planned plan(List<JsonNode> forms, String actor, Instant at) {
        List<Fact<?>> facts = new ArrayList<>();
        List<Tariff> fresh = new ArrayList<>();
        for (JsonNode form : forms) {
            Tariff read = TariffReader.read(form, sites.standard().currency()).tariff();
            List<Tariff> known = versions.getOrDefault(folded(read.id()), List.of());
            boolean same = knows(read.id()) && known.getLast().saysTheSame(read);
            if (same) continue;
            Tariff tariff = named(read, known).numbered(known.size() + 1, micros(at));
            fresh.add(tariff);
            facts.add(new TariffSaved(tariff, actor));
            facts.add(change(tariff.id(), Map.of("version", tariff.version(), "name", tariff.name()), actor, at));
        }
        return new Planned(facts, () -> fresh.forEach(this::remember));
    }

    /** The spelling of the id never changes. */
    private static Tariff named(Tariff tariff, List<Tariff> known) {
        if (known.isEmpty() || known.getFirst().id().equals(tariff.id())) return tariff;
        return new Tariff(
                known.getFirst().id(),
                tariff.version(),
                tariff.since(),
                tariff.name(),
                tariff.currency(),
                tariff.taxPercent(),
                tariff.taxIncluded(),
                tariff.elements(),
                tariff.idleGraceMinutes(),
                tariff.minCost(),
                tariff.maxCost(),
                tariff.rounding(),
                tariff.validFrom(),
                tariff.validUntil(),
                tariff.texts());
    }

    synchronized Tariff create(JsonNode form, String actor) {
        Tariff read = checked(form);
        if (knows(read.id()))
            throw ApiProblem.conflict("tariff-exists", "There is a tariff \"" + read.id() + "\" already.");
        plan(List.of(form), actor, clock.instant()).commit(ledger);
        return get(read.id());
    }

    synchronized Tariff replace(String id, JsonNode form, String actor) {
        get(id);
        Tariff read = checked(form);
        if (!folded(read.id()).equals(folded(id)))
            throw ApiProblem.invalid("id", "as in the path", "id is the one in the path; it never changes.");
        plan(List.of(form), actor, clock.instant()).commit(ledger);
        return get(id);
    }

    synchronized void delete(String id, String actor) {
        Tariff tariff = get(id);
        List<Place> places = places(tariff.id());
        if (!places.isEmpty())
            throw ApiProblem.conflict(
                    "tariff-in-use",
                    "The tariff is assigned in " + places.size() + " place(s); take it away there first.");
        Instant now = clock.instant();
        ledger.commit(new TariffDeleted(tariff.id(), now), change(tariff.id(), Map.of("deleted", true), actor, now));
        deleted.add(folded(id));
    }

    private Tariff checked(JsonNode form) {
        TariffReader.Read read = TariffReader.read(form, sites.standard().currency());
        if (!read.problems().isEmpty()) throw ApiProblem.invalid(read.problems());
        return read.tariff();
    }

    /** The newest version, or the problem {@code tariff-not-found}. */
    Tariff get(String id) {
        if (!knows(id)) throw ApiProblem.notFound("tariff", id);
        return versions.getOrDefault(folded(id), List.of()).getLast();
    }

    /** The newest first; also of a deleted tariff. */
    List<Tariff> versions(String id) {
        List<Tariff> known = versions.get(folded(id));
        if (known == null) throw ApiProblem.notFound("tariff", id);
        return known.reversed();
    }

    Optional<Tariff> version(String id, int version) {
        return versions.getOrDefault(folded(id), List.of()).stream()
                .filter(tariff -> tariff.version() == version)
                .findFirst();
    }

    /** All that are not deleted, by id. */
    List<Tariff> all() {
        return versions.values().stream()
                .map(List::getLast)
                .filter(tariff -> knows(tariff.id()))
                .toList();
    }

    Collection<Map.Entry<Place, String>> assignments() {
        return List.copyOf(assigned.entrySet());
    }

    private List<Place> places(String tariff) {
        return assigned.entrySet().stream()
                .filter(entry -> entry.getValue().equalsIgnoreCase(tariff))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** @param tariff null takes it away */
    synchronized void assign(Place place, @Nullable String tariff, String actor) {
        assign(List.of(new Assignment(place, tariff == null ? null : get(tariff).id(), clock.instant())), actor)
                .commit(ledger);
    }

    Planned assign(List<Assignment> all, String actor) {
        List<Fact<?>> facts = new ArrayList<>();
        for (Assignment one : all) {
            facts.add(one);
            String key = one.place().scope().word() + "/" + one.place().subject() + "/"
                    + one.place().evse();
            facts.add(change(key, Map.of("tariff", String.valueOf(one.tariff())), actor, one.at()));
        }
        return new Planned(facts, () -> all.forEach(this::remember));
    }

    /**
     * What a session costs that begins there and then.
     *
     * @param evse null when not known yet
     * @param group of the token; null when it has none or is not known yet
     * @param began station clock; one that cannot be right is taken for {@code heardAt}
     */
    Optional<Tariff> choose(
            StationId station, @Nullable Integer evse, @Nullable String group, Instant began, Instant heardAt) {
        boolean plausible = began.isAfter(CLOCKS_BEGIN) && began.isBefore(heardAt.plus(1, ChronoUnit.DAYS));
        Instant start = plausible ? began : heardAt;
        List<Place> places = new ArrayList<>(4);
        if (group != null) places.add(Place.group(group));
        if (evse != null) places.add(Place.evse(station.key(), evse));
        places.add(Place.station(station.key()));
        stations.find(station).map(Station::siteId).ifPresent(site -> places.add(Place.site(site)));
        for (Place place : places) {
            String id = assigned.get(place);
            if (id == null) continue;
            Tariff tariff = inForce(versions.getOrDefault(folded(id), List.of()), start);
            if (tariff != null && tariff.validAt(start)) return Optional.of(tariff);
        }
        return Optional.empty();
    }

    /** The newest version of that time; before there was any, the first. */
    private static @Nullable Tariff inForce(List<Tariff> versions, Instant start) {
        Tariff found = null;
        for (Tariff version : versions) {
            if (found == null || !version.since().isAfter(start)) found = version;
        }
        return found;
    }

    /** In which the hours of a tariff are meant at that station. */
    ZoneId zone(StationId station) {
        return stations.find(station)
                .flatMap(known -> sites.find(known.siteId()))
                .map(Site::timeZone)
                .orElse(ZoneOffset.UTC);
    }

    void remember(Tariff tariff) {
        versions.compute(folded(tariff.id()), (_, known) -> {
            List<Tariff> all = new ArrayList<>(known == null ? List.of() : known);
            all.add(tariff);
            return List.copyOf(all);
        });
        deleted.remove(folded(tariff.id()));
    }

    private void remember(Assignment assignment) {
        String tariff = assignment.tariff();
        if (tariff == null) assigned.remove(assignment.place());
        else assigned.put(assignment.place(), tariff);
    }

    private static Change change(String key, Map<String, Object> body, String actor, Instant at) {
        return new Change("setting", "tariff/" + key, null, body, actor, at);
    }

    private static Instant micros(Instant at) {
        return at.truncatedTo(ChronoUnit.MICROS);
    }

    private static String folded(String id) {
        return id.toLowerCase(Locale.ROOT);
    }
}
