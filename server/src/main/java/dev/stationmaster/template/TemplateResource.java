package dev.stationmaster.template;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.stationmaster.devicemodel.WantedValue;
import dev.stationmaster.platform.web.ApiProblem;
import dev.stationmaster.platform.web.Page;
import dev.stationmaster.platform.web.Paging;
import dev.stationmaster.platform.web.Scope;
import dev.stationmaster.site.Site;
import dev.stationmaster.site.SiteService;
import dev.stationmaster.station.StationChoice.StationFilter;
import dev.stationmaster.template.Drift.Difference;
import dev.stationmaster.template.Drift.Standing;
import dev.stationmaster.template.Templates.Stand;
import java.security.Principal;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Templates of configuration, and the drift of stations from them. A fleet job brings a template to its stations. */
@RestController
@RequestMapping("/api/v1/templates")
class TemplateResource {
    private final Templates templates;
    private final SiteService sites;

    TemplateResource(Templates templates, SiteService sites) {
        this.templates = templates;
        this.sites = sites;
    }

    /**
     * How its stations stand, of those that the caller may know of.
     *
     * @param unknown have not told all of the values
     * @param notMeant speak a version for which the template has no value
     */
    record DriftCount(int stations, int inLine, int drifted, int unknown, int notMeant) {
        static DriftCount of(List<Stand> stands) {
            return new DriftCount(
                    stands.size(),
                    count(stands, Standing.IN_LINE),
                    count(stands, Standing.DRIFTED),
                    count(stands, Standing.UNKNOWN),
                    count(stands, Standing.NOT_MEANT));
        }

        private static int count(List<Stand> stands, Standing standing) {
            return (int)
                    stands.stream().filter(one -> one.standing() == standing).count();
        }
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record TemplateView(
            UUID id,
            String name,
            @Nullable String description,
            StationFilter stations,
            List<WantedValue> values,
            int version,
            String actor,
            Instant createdAt,
            Instant changedAt,
            DriftCount drift) {}

    /** @param standing inLine, drifted, unknown or notMeant */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record StationDrift(
            String station,
            String site,
            boolean connected,
            @Nullable String version,
            String standing,
            List<Difference> differences) {}

    /** They are few, so there are no pages. */
    @GetMapping
    Page<TemplateView> list() {
        return new Page<>(
                templates.all().stream().filter(this::isSeen).map(this::view).toList(), null);
    }

    @GetMapping("/{id}")
    TemplateView get(@PathVariable UUID id) {
        return view(found(id));
    }

    /**
     * Station by station, in the order of their identities.
     *
     * @param standing one of the words; all when absent
     */
    @GetMapping("/{id}/drift")
    Page<StationDrift> drift(
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable String standing,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String after) {
        Paging paging = Paging.of(limit, after);
        List<StationDrift> all = templates.stands(found(id)).stream()
                .map(this::view)
                .filter(one -> standing == null || one.standing().equals(standing))
                .filter(one -> paging.after() == null || name(one).compareTo(paging.after()) > 0)
                .limit(paging.fetch())
                .toList();
        return Page.of(all, paging, TemplateResource::name);
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    TemplateView create(@RequestBody TemplateForm form, Principal operator) {
        whole();
        return view(templates.create(form, operator.getName()));
    }

    /** The whole template as it shall be. */
    @PutMapping("/{id}")
    TemplateView replace(@PathVariable UUID id, @RequestBody TemplateForm form, Principal operator) {
        whole();
        return view(templates.replace(found(id), form, operator.getName()));
    }

    /** What it brought to stations stays there. */
    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(@PathVariable UUID id) {
        whole();
        templates.delete(found(id));
    }

    /** A template may be for stations of every site, so nobody who is limited to some changes one. */
    private static void whole() {
        if (Scope.current().isLimited()) throw Scope.limited();
    }

    /** One for a site is not told to who is limited to others. */
    private boolean isSeen(Template one) {
        Scope scope = Scope.current();
        return one.stations().sites().stream()
                .allMatch(name -> sites.find(name)
                                .filter(site -> scope.includes(site.id()))
                                .isPresent()
                        || !scope.isLimited());
    }

    private Template found(UUID id) {
        return templates
                .find(id)
                .filter(this::isSeen)
                .orElseThrow(() -> ApiProblem.notFound("template", id.toString()));
    }

    private TemplateView view(Template one) {
        return new TemplateView(
                one.id(),
                one.name(),
                one.description(),
                one.stations(),
                one.values(),
                one.version(),
                one.actor(),
                one.createdAt(),
                one.changedAt(),
                DriftCount.of(templates.stands(one)));
    }

    private StationDrift view(Stand one) {
        var station = one.station();
        return new StationDrift(
                station.station().identity(),
                sites.find(station.station().siteId()).map(Site::name).orElse(""),
                station.connected(),
                station.version() == null ? null : station.version().subprotocol(),
                word(one.standing()),
                one.differences());
    }

    private static String word(Standing standing) {
        return switch (standing) {
            case IN_LINE -> "inLine";
            case DRIFTED -> "drifted";
            case UNKNOWN -> "unknown";
            case NOT_MEANT -> "notMeant";
        };
    }

    private static String name(StationDrift one) {
        return one.station().toLowerCase(Locale.ROOT);
    }
}
