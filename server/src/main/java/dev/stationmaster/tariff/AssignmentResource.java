package dev.stationmaster.tariff;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.stationmaster.platform.web.ApiProblem;
import dev.stationmaster.platform.web.Page;
import dev.stationmaster.site.Site;
import dev.stationmaster.site.SiteService;
import dev.stationmaster.station.Station;
import dev.stationmaster.station.StationDirectory;
import dev.stationmaster.station.StationId;
import dev.stationmaster.tariff.Assignment.Place;
import dev.stationmaster.tariff.Assignment.Scope;
import java.security.Principal;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Who pays which tariff: a token group, an EVSE, a station or a site; of several the first in this order counts. */
@RestController
@RequestMapping("/api/v1/tariff-assignments")
class AssignmentResource {
    private final TariffService tariffs;
    private final SiteService sites;
    private final StationDirectory stations;

    AssignmentResource(TariffService tariffs, SiteService sites, StationDirectory stations) {
        this.tariffs = tariffs;
        this.sites = sites;
        this.stations = stations;
    }

    /** One of site, station, station with evse, or group. @param tariff its id */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record AssignmentView(
            @Nullable String site,
            @Nullable String station,
            @Nullable Integer evse,
            @Nullable String group,
            @Nullable String tariff) {}

    /** They are few, so there are no pages. */
    @GetMapping
    Page<AssignmentView> list() {
        return new Page<>(
                tariffs.assignments().stream()
                        .sorted(Comparator.comparing((Map.Entry<Place, String> one) ->
                                        one.getKey().scope())
                                .thenComparing(one -> one.getKey().subject())
                                .thenComparing(one -> one.getKey().evse()))
                        .map(one -> view(one.getKey(), one.getValue()))
                        .toList(),
                null);
    }

    /** Assigns, or replaces what was assigned there. */
    @PutMapping
    AssignmentView assign(@RequestBody AssignmentView form, Principal operator) {
        Place place = place(form.site(), form.station(), form.evse(), form.group());
        String tariff = form.tariff();
        if (tariff == null) throw ApiProblem.invalid("tariff", "required", "tariff is needed.");
        if (!tariffs.knows(tariff))
            throw ApiProblem.invalid("tariff", "known", "There is no tariff \"" + tariff + "\".");
        tariffs.assign(place, tariff, operator.getName());
        return view(place, tariffs.get(tariff).id());
    }

    @DeleteMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(
            @RequestParam(required = false) @Nullable String site,
            @RequestParam(required = false) @Nullable String station,
            @RequestParam(required = false) @Nullable Integer evse,
            @RequestParam(required = false) @Nullable String group,
            Principal operator) {
        tariffs.assign(place(site, station, evse, group), null, operator.getName());
    }

    private Place place(
            @Nullable String site, @Nullable String station, @Nullable Integer evse, @Nullable String group) {
        int told = (site == null ? 0 : 1) + (station == null ? 0 : 1) + (group == null ? 0 : 1);
        if (told != 1) throw ApiProblem.invalid("", "one of", "Exactly one of site, station or group is named.");
        if (evse != null && station == null)
            throw ApiProblem.invalid("evse", "with station", "evse is one of a station.");
        if (evse != null && evse < 1) throw ApiProblem.invalid("evse", "minimum 1", "EVSEs are numbered from 1 on.");
        if (group != null) {
            if (group.isBlank() || group.length() > 255)
                throw ApiProblem.invalid("group", "length 1..255", "group has 1 to 255 characters.");
            return Place.group(group);
        }
        if (site != null)
            return sites.find(site)
                    .map(found -> Place.site(found.id()))
                    .orElseThrow(() -> ApiProblem.invalid("site", "known", "There is no site \"" + site + "\"."));
        Station found = stations.find(String.valueOf(station))
                .orElseThrow(() -> ApiProblem.invalid("station", "known", "There is no station \"" + station + "\"."));
        int key = found.id().key();
        return evse == null ? Place.station(key) : Place.evse(key, evse);
    }

    private AssignmentView view(Place place, String tariff) {
        boolean ofStation = place.scope() == Scope.STATION || place.scope() == Scope.EVSE;
        return new AssignmentView(
                place.scope() == Scope.SITE ? siteName(place) : null,
                ofStation
                        ? stations.nameOf(new StationId(Integer.parseInt(place.subject())))
                                .orElse("")
                        : null,
                place.scope() == Scope.EVSE ? place.evse() : null,
                place.scope() == Scope.GROUP ? place.subject() : null,
                tariff);
    }

    private String siteName(Place place) {
        Optional<Site> site = sites.find(Integer.parseInt(place.subject()));
        return site.map(Site::name).orElse("");
    }
}
