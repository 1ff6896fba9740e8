package dev.stationmaster.station;

import com.fasterxml.jackson.annotation.JsonFormat;
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
     * Those that fit all that is given, of several values of one any; everything null is every station. The words are those of the list of stations.
     *
     * @param q words that must be part of identity, vendor, model, serial number or firmware
     * @param site names; the sites below them count
     * @param version subprotocols, one of which it speaks or spoke last
     * @param model vendor and model with a blank between
     * @param firmware versions, as told at the last boot
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record StationFilter(
            @Nullable String q,
            @Nullable Boolean connected,

            @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY) @Nullable
            List<String> site,

            @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY) @Nullable
            List<String> version,

            @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY) @Nullable
            List<String> model,

            @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY) @Nullable
            List<String> firmware) {
        public static final StationFilter ALL = new StationFilter(null, null, null, null, null, null);

        /** Sites that are named; none when every site counts. */
        public List<String> sites() {
            return site == null ? List.of() : site;
        }
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
        for (String site : filter.sites()) {
            if (sites.find(site).isEmpty())
                found.add(new FieldProblem(path + ".site", "exists", "There is no site \"" + site + "\"."));
        }
        for (String version : filter.version() == null ? List.<String>of() : filter.version()) {
            if (Version.ofSubprotocol(version).isEmpty())
                found.add(new FieldProblem(path + ".version", "enum", "version is ocpp1.6, ocpp2.0.1 or ocpp2.1."));
        }
        return found;
    }

    /** In the order of their identities; of a caller who is limited to sites, only theirs. */
    public List<Chosen> by(StationFilter filter) {
        Scope scope = Scope.current();
        Set<Integer> within = filter.sites().isEmpty()
                ? null
                : sites.within(filter.sites().stream()
                        .flatMap(name -> sites.find(name).stream())
                        .map(Site::id)
                        .toList());
        List<Chosen> found = new ArrayList<>();
        String after = null;
        while (true) {
            List<StationDetails> page = store.list(null, null, false, after, AT_ONCE);
            for (StationDetails details : page) {
                int site = details.station().siteId();
                if (!scope.includes(site) || within != null && !within.contains(site)) continue;
                Chosen one = chosen(details);
                if (fits(filter, one) && hasWords(filter.q(), details)) found.add(one);
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
        String model = one.vendor() == null ? null : one.vendor() + " " + one.model();
        return isOne(filter.version(), version)
                && isOne(filter.model(), model)
                && isOne(filter.firmware(), one.firmwareVersion());
    }

    private static boolean isOne(@Nullable List<String> wanted, @Nullable String has) {
        return wanted == null || wanted.isEmpty() || has != null && wanted.contains(has);
    }

    private static boolean hasWords(@Nullable String words, StationDetails details) {
        if (words == null || words.isBlank()) return true;
        BootReport boot = details.lastBoot();
        String text = (details.station().identity()
                        + ' '
                        + details.station().serialNumber()
                        + ' '
                        + (boot == null
                                ? ""
                                : boot.vendor()
                                        + ' '
                                        + boot.model()
                                        + ' '
                                        + boot.serialNumber()
                                        + ' '
                                        + boot.firmwareVersion()))
                .toLowerCase(Locale.ROOT);
        for (String word : words.strip().toLowerCase(Locale.ROOT).split("\\s+")) {
            if (!text.contains(word)) return false;
        }
        return true;
    }
}
