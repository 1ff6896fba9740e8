package dev.stationmaster.site;

import dev.stationmaster.changefeed.Change;
import dev.stationmaster.ledger.Ledger;
import dev.stationmaster.platform.web.ApiProblem;
import dev.stationmaster.platform.web.FieldProblem;
import dev.stationmaster.site.Site.Address;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;

/** The sites, in memory. */
@Service
public class SiteService {
    private final Map<Integer, Site> sites = new ConcurrentSkipListMap<>();
    private final SiteStore store;
    private final Ledger ledger;
    private final InstantSource clock;
    private final ObjectProvider<SiteLimitListener> listeners;

    SiteService(SiteStore store, Ledger ledger, InstantSource clock, ObjectProvider<SiteLimitListener> listeners) {
        this.store = store;
        this.ledger = ledger;
        this.clock = clock;
        this.listeners = listeners;
        store.all().forEach(this::saved);
    }

    /** Where stations stand for which no site was named. */
    public Site standard() {
        return sites.values().iterator().next();
    }

    public Optional<Site> find(String name) {
        return sites.values().stream()
                .filter(site -> site.name().equalsIgnoreCase(name))
                .findFirst();
    }

    public Optional<Site> find(int id) {
        return Optional.ofNullable(sites.get(id));
    }

    public Collection<Site> all() {
        return sites.values();
    }

    /** Keys of those sites and of all below them; a key that no site has is left out. */
    public Set<Integer> within(Collection<Integer> keys) {
        Set<Integer> found = new HashSet<>(keys);
        found.retainAll(sites.keySet());
        boolean more = true;
        while (more) {
            more = false;
            for (Site site : sites.values()) {
                if (site.parent() != null && found.contains(site.parent())) more |= found.add(site.id());
            }
        }
        return Set.copyOf(found);
    }

    /** The sites with a limit that holds for what stands at this one: itself and those above it, the lowest first. */
    public List<Site> limiting(int key) {
        List<Site> found = new ArrayList<>();
        Site site = sites.get(key);
        while (site != null) {
            if (!site.limit().isNone()) found.add(site);
            Integer above = site.parent();
            site = above == null ? null : sites.get(above);
        }
        return found;
    }

    /** Takes over what was committed as {@link SiteSaved}. */
    public void saved(Site site) {
        sites.put(site.id(), site);
    }

    /** The change to commit together with {@link SiteSaved}. */
    public Change change(Site site, String actor, Instant at) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("name", site.name());
        body.put("timeZone", site.timeZone().getId());
        body.put("currency", site.currency());
        if (!site.limit().isNone()) body.put("limit", site.limit());
        return new Change("setting", "site/" + site.name(), null, body, actor, at);
    }

    synchronized Site create(SiteForm form, String actor) {
        List<FieldProblem> problems = form.problems(true);
        Site above = parent(form, null, problems);
        if (!problems.isEmpty()) throw ApiProblem.invalid(problems);
        free(String.valueOf(form.name()), null);
        var fresh = new Site(
                store.nextId(),
                "",
                above == null ? ZoneId.of("UTC") : above.timeZone(),
                above == null ? "EUR" : above.currency(),
                null,
                null,
                Address.NONE,
                null,
                null,
                SiteLimit.NONE);
        return save(form.merged(fresh, above), actor);
    }

    synchronized Site change(Site now, SiteForm form, String actor) {
        List<FieldProblem> problems = form.problems(false);
        Site above = parent(form, now, problems);
        if (!problems.isEmpty()) throw ApiProblem.invalid(problems);
        if (form.name() != null) free(form.name(), now);
        Site changed = save(form.merged(now, above), actor);
        if (!changed.limit().equals(now.limit()) || !Objects.equals(changed.parent(), now.parent())) {
            listeners.forEach(listener -> listener.limitChanged(changed));
        }
        return changed;
    }

    private @Nullable Site parent(SiteForm form, @Nullable Site now, List<FieldProblem> problems) {
        if (form.parent() == null) {
            Integer old = now == null ? null : now.parent();
            return old == null ? null : sites.get(old);
        }
        if (form.parent().isEmpty()) return null;
        Site above = find(form.parent()).orElse(null);
        if (above == null) {
            problems.add(new FieldProblem("parent", "exists", "There is no site \"" + form.parent() + "\"."));
        } else if (now != null && within(List.of(now.id())).contains(above.id())) {
            problems.add(new FieldProblem("parent", "tree", "A site does not stand below itself."));
        }
        return above;
    }

    private void free(String name, @Nullable Site of) {
        Optional<Site> other = find(name.strip());
        if (other.isPresent() && (of == null || other.get().id() != of.id())) {
            throw ApiProblem.conflict(
                    "site-exists", "There is a site \"" + other.get().name() + "\" already.");
        }
    }

    private Site save(Site site, String actor) {
        ledger.commit(List.of(new SiteSaved(site), change(site, actor, clock.instant())));
        saved(site);
        return site;
    }

    /** One that has neither stations nor sites below, and is not the only one. */
    synchronized void delete(Site site, String actor) {
        boolean parent = sites.values().stream()
                .anyMatch(other -> Integer.valueOf(site.id()).equals(other.parent()));
        if (parent) throw ApiProblem.conflict("site-in-use", "Other sites belong to this one.");
        if (sites.size() == 1) throw ApiProblem.conflict("last-site", "Stations need a site to stand at.");
        int instead = sites.keySet().stream()
                .filter(key -> key != site.id())
                .findFirst()
                .orElseThrow();
        store.delete(site.id(), instead);
        sites.remove(site.id());
        ledger.commit(
                new Change("setting", "site/" + site.name(), null, Map.of("deleted", true), actor, clock.instant()));
    }
}
