package dev.stationmaster.station;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.stationmaster.ocpp.Version;
import dev.stationmaster.platform.web.FieldProblem;
import dev.stationmaster.platform.web.Scope;
import dev.stationmaster.site.Site;
import dev.stationmaster.site.SiteService;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;

/** Chooses many stations: by the filter of the list of stations and what else tells stations apart, or by their names. */
@Service
public class StationChoice {
    private static final int AT_ONCE = 1_000;

    private final StationStore store;
    private final StationDirectory directory;
    private final SiteService sites;
    private final ObjectProvider<Connectivity> connectivity;

    StationChoice(
            StationStore store,
            StationDirectory directory,
            SiteService sites,
            ObjectProvider<Connectivity> connectivity) {
        this.store = store;
        this.directory = directory;
        this.sites = sites;
        this.connectivity = connectivity;
    }

    /**
     * Those that fit all that is given; everything null is every station.
     *
     * @param q part of identity, vendor, model or serial number
     * @param site its name; the sites below it count
     * @param version subprotocol that it speaks, or spoke last
     * @param vendor whole, whatever the case of its letters; so are model and firmwareVersion
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record StationFilter(
            @Nullable String q,
            @Nullable Boolean connected,
            @Nullable String site,
            @Nullable String version,
            @Nullable String vendor,
            @Nullable String model,
            @Nullable String firmwareVersion) {
        public static final StationFilter ALL = new StationFilter(null, null, null, null, null, null, null);
    }

    /**
     * A station and what tells it apart.
     *
     * @param version of the present link, or of the last one; null when it never connected
     */
    public record Chosen(
            Station station,
            boolean connected,
            @Nullable Version version,
            @Nullable String vendor,
            @Nullable String model,
            @Nullable String firmwareVersion,
            @Nullable Instant bootedAt) {}

    /** What is wrong with a filter. @param path of the filter in the request */
    public List<FieldProblem> problems(StationFilter filter, String path) {
        List<FieldProblem> found = new ArrayList<>();
        if (filter.site() != null && sites.find(filter.site()).isEmpty())
            found.add(new FieldProblem(path + ".site", "exists", "There is no site \"" + filter.site() + "\"."));
        if (filter.version() != null && Version.ofSubprotocol(filter.version()).isEmpty())
            found.add(new FieldProblem(path + ".version", "enum", "version is ocpp1.6, ocpp2.0.1 or ocpp2.1."));
        return found;
    }

    /** In the order of their identities; of a caller who is limited to sites, only theirs. */
    public List<Chosen> by(StationFilter filter) {
        Scope scope = Scope.current();
        Set<Integer> within = filter.site() == null
                ? null
                : sites.find(filter.site())
                        .map(Site::id)
                        .map(id -> sites.within(List.of(id)))
                        .orElse(Set.of());
        List<Chosen> found = new ArrayList<>();
        String after = null;
        while (true) {
            List<StationDetails> page = store.list(filter.q(), null, false, after, AT_ONCE);
            for (StationDetails details : page) {
                int site = details.station().siteId();
                if (!scope.includes(site) || within != null && !within.contains(site)) continue;
                Chosen one = chosen(details);
                if (fits(filter, one)) found.add(one);
            }
            if (page.size() < AT_ONCE) return found;
            after = StationDirectory.folded(page.getLast().station().identity());
        }
    }

    /** Those of these names that exist and that the caller may know of. */
    public List<Chosen> named(Collection<String> identities) {
        Scope scope = Scope.current();
        Set<StationId> wanted = identities.stream()
                .map(directory::find)
                .flatMap(Optional::stream)
                .filter(station -> scope.includes(station.siteId()))
                .map(Station::id)
                .collect(Collectors.toSet());
        return these(wanted);
    }

    /** These, as far as they exist still; in the order of their identities. */
    public List<Chosen> these(Collection<StationId> ids) {
        if (ids.isEmpty()) return List.of();
        Set<StationId> wanted = Set.copyOf(ids);
        return store.list(null, wanted, false, null, wanted.size()).stream()
                .map(this::chosen)
                .toList();
    }

    private Chosen chosen(StationDetails details) {
        var links = connectivity.getIfAvailable();
        var link = links == null ? null : links.of(details.station().id()).orElse(null);
        BootReport boot = details.lastBoot();
        return new Chosen(
                details.station(),
                link != null && link.connected(),
                link == null ? null : link.version(),
                boot == null ? null : boot.vendor(),
                boot == null ? null : boot.model(),
                boot == null ? null : boot.firmwareVersion(),
                details.bootedAt());
    }

    private static boolean fits(StationFilter filter, Chosen one) {
        if (filter.connected() != null && filter.connected() != one.connected()) return false;
        String version = one.version() == null ? null : one.version().subprotocol();
        return same(filter.version(), version)
                && same(filter.vendor(), one.vendor())
                && same(filter.model(), one.model())
                && same(filter.firmwareVersion(), one.firmwareVersion());
    }

    private static boolean same(@Nullable String wanted, @Nullable String has) {
        return wanted == null
                || has != null && wanted.strip().toLowerCase(Locale.ROOT).equals(has.toLowerCase(Locale.ROOT));
    }
}
