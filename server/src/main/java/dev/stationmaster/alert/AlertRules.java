package dev.stationmaster.alert;

import dev.stationmaster.alert.AlertRule.Condition;
import dev.stationmaster.alert.AlertRule.Terms;
import dev.stationmaster.platform.Uuid7;
import dev.stationmaster.platform.web.ApiProblem;
import dev.stationmaster.problem.Kind;
import dev.stationmaster.problem.Kind.Severity;
import dev.stationmaster.problem.Problem;
import dev.stationmaster.site.Site;
import dev.stationmaster.site.SiteService;
import dev.stationmaster.station.Station;
import dev.stationmaster.station.StationDirectory;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** The rules, in memory, and what they are about. */
@Service
class AlertRules {
    private final AlertStore store;
    private final SiteService sites;
    private final StationDirectory stations;
    private final InstantSource clock;
    private final Map<UUID, AlertRule> rules = new ConcurrentHashMap<>();

    AlertRules(AlertStore store, SiteService sites, StationDirectory stations, InstantSource clock) {
        this.store = store;
        this.sites = sites;
        this.stations = stations;
        this.clock = clock;
        for (AlertRule rule : store.rules()) rules.put(rule.id(), rule);
    }

    List<AlertRule> all() {
        return rules.values().stream()
                .sorted(Comparator.comparing(rule -> rule.name().toLowerCase(Locale.ROOT)))
                .toList();
    }

    Optional<AlertRule> find(UUID id) {
        return Optional.ofNullable(rules.get(id));
    }

    synchronized AlertRule create(String name, boolean enabled, Terms terms, String actor) {
        free(name, null);
        Instant now = clock.instant();
        return save(new AlertRule(Uuid7.at(now), name, enabled, terms, now, actor, now));
    }

    synchronized AlertRule change(AlertRule rule, String name, boolean enabled, Terms terms) {
        free(name, rule.id());
        return save(
                new AlertRule(rule.id(), name, enabled, terms, rule.createdAt(), rule.createdBy(), clock.instant()));
    }

    private void free(String name, @Nullable UUID of) {
        boolean taken = rules.values().stream()
                .anyMatch(other ->
                        other.name().equalsIgnoreCase(name) && !other.id().equals(of));
        if (taken) throw ApiProblem.conflict("rule-exists", "There is a rule \"" + name + "\" already.");
    }

    private AlertRule save(AlertRule rule) {
        store.save(rule);
        rules.put(rule.id(), rule);
        return rule;
    }

    synchronized void delete(AlertRule rule) {
        store.deleteRule(rule.id());
        rules.remove(rule.id());
    }

    boolean usesRoute(UUID route) {
        return rules.values().stream().anyMatch(rule -> rule.terms().routes().contains(route));
    }

    /** Which problems the condition is about, whatever their age. */
    Predicate<Problem> about(Condition condition) {
        Severity least = Severity.of(condition.severity()).orElse(Severity.MINOR);
        Set<Integer> places = sites.within(condition.sites().stream()
                .flatMap(name -> sites.find(name).stream())
                .map(Site::id)
                .toList());
        List<String> vendors = condition.vendors().stream()
                .map(vendor -> vendor.toLowerCase(Locale.ROOT))
                .toList();
        return problem -> {
            if (!condition.kinds().isEmpty()
                    && !condition.kinds().contains(problem.kind().word())) return false;
            if (problem.severity().compareTo(least) < 0) return false;
            if (!condition.sites().isEmpty() && !places.contains(siteOf(problem))) return false;
            String vendor = problem.device().vendor();
            return vendors.isEmpty() || vendor != null && vendors.contains(vendor.toLowerCase(Locale.ROOT));
        };
    }

    private int siteOf(Problem problem) {
        var station = problem.station();
        Integer stood = problem.siteId();
        if (station == null) return -1;
        return stations.find(station).map(Station::siteId).orElse(stood == null ? -1 : stood);
    }

    static List<String> kinds() {
        return Arrays.stream(Kind.values()).map(Kind::word).toList();
    }
}
