package dev.stationmaster.tariff;

import dev.stationmaster.ledger.Planned;
import dev.stationmaster.platform.web.ApiProblem;
import dev.stationmaster.platform.web.FieldProblem;
import dev.stationmaster.site.Site;
import dev.stationmaster.site.SiteService;
import dev.stationmaster.station.StationDirectory;
import dev.stationmaster.station.StationId;
import dev.stationmaster.tariff.Assignment.Place;
import dev.stationmaster.tariff.Assignment.Scope;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Who pays which tariff: a token group, an EVSE, a station or a site; of several the first in this order counts. */
@Service
public class TariffAssignments {
    private final TariffService tariffs;
    private final SiteService sites;
    private final StationDirectory stations;
    private final TariffsSeen seen;

    TariffAssignments(TariffService tariffs, SiteService sites, StationDirectory stations, TariffsSeen seen) {
        this.tariffs = tariffs;
        this.sites = sites;
        this.stations = stations;
        this.seen = seen;
    }

    /** All that the caller may know of. */
    List<AssignmentForm> all() {
        return tariffs.assignments().stream()
                .filter(one -> seen.sees(one.getKey()))
                .sorted(Comparator.comparing(
                                (Map.Entry<Place, String> one) -> one.getKey().scope())
                        .thenComparing(one -> one.getKey().subject())
                        .thenComparing(one -> one.getKey().evse()))
                .map(one -> form(one.getKey(), one.getValue()))
                .toList();
    }

    /** What is wrong with the form, whatever sites, stations and tariffs there are. */
    public static List<FieldProblem> problems(AssignmentForm form) {
        List<FieldProblem> found = new ArrayList<>();
        int told = (form.site() == null ? 0 : 1) + (form.station() == null ? 0 : 1) + (form.group() == null ? 0 : 1);
        if (told != 1) found.add(new FieldProblem("", "one of", "Exactly one of site, station or group is named."));
        Integer evse = form.evse();
        if (evse != null && form.station() == null)
            found.add(new FieldProblem("evse", "with station", "evse is one of a station."));
        if (evse != null && evse < 1) found.add(new FieldProblem("evse", "minimum 1", "EVSEs are numbered from 1 on."));
        String group = form.group();
        if (group != null && (group.isBlank() || group.length() > 255))
            found.add(new FieldProblem("group", "length 1..255", "group has 1 to 255 characters."));
        return found;
    }

    /** Whether the site or the station is known; groups need not be. */
    public boolean isPlace(AssignmentForm form) {
        return place(form).isPresent();
    }

    /** Whether it is as the form says. */
    public boolean isSo(AssignmentForm form) {
        String tariff = form.tariff();
        return tariff != null
                && place(form)
                        .map(place -> tariffs.assignments().stream()
                                .anyMatch(one -> one.getKey().equals(place)
                                        && one.getValue().equalsIgnoreCase(tariff)))
                        .orElse(false);
    }

    /** Many at once; sites, stations and tariffs are known by now, those that are not are left out. */
    public Planned plan(List<AssignmentForm> forms, String actor, Instant at) {
        List<Assignment> all = new ArrayList<>();
        for (AssignmentForm form : forms) {
            String tariff = form.tariff();
            if (tariff == null || !tariffs.knows(tariff)) continue;
            place(form)
                    .ifPresent(place ->
                            all.add(new Assignment(place, tariffs.get(tariff).id(), at)));
        }
        return tariffs.assign(all, actor);
    }

    AssignmentForm assign(AssignmentForm form, String actor) {
        String tariff = form.tariff();
        Place place = known(form);
        if (tariff == null) throw ApiProblem.invalid("tariff", "required", "tariff is needed.");
        if (!tariffs.knows(tariff) || !seen.sees(tariff))
            throw ApiProblem.invalid("tariff", "known", "There is no tariff \"" + tariff + "\".");
        tariffs.assign(place, tariff, actor);
        return form(place, tariffs.get(tariff).id());
    }

    void remove(AssignmentForm form, String actor) {
        tariffs.assign(known(form), null, actor);
    }

    private Place known(AssignmentForm form) {
        List<FieldProblem> problems = problems(form);
        if (!problems.isEmpty()) throw ApiProblem.invalid(problems);
        if (form.group() != null) seen.require(Place.group(form.group()));
        return place(form).filter(seen::sees).orElseThrow(() -> {
            String field = form.site() != null ? "site" : "station";
            String name = form.site() != null ? form.site() : form.station();
            return ApiProblem.invalid(field, "known", "There is no " + field + " \"" + name + "\".");
        });
    }

    private Optional<Place> place(AssignmentForm form) {
        Integer evse = form.evse();
        if (form.group() != null) return Optional.of(Place.group(form.group()));
        if (form.site() != null) return sites.find(form.site()).map(Site::id).map(Place::site);
        return stations.find(String.valueOf(form.station()))
                .map(station -> station.id().key())
                .map(key -> evse == null ? Place.station(key) : Place.evse(key, evse));
    }

    private AssignmentForm form(Place place, String tariff) {
        boolean ofStation = place.scope() == Scope.STATION || place.scope() == Scope.EVSE;
        return new AssignmentForm(
                place.scope() == Scope.SITE ? siteName(place) : null,
                ofStation ? stationName(place) : null,
                place.scope() == Scope.EVSE ? place.evse() : null,
                place.scope() == Scope.GROUP ? place.subject() : null,
                tariff);
    }

    private @Nullable String stationName(Place place) {
        return stations.nameOf(new StationId(Integer.parseInt(place.subject()))).orElse(null);
    }

    private @Nullable String siteName(Place place) {
        return sites.find(Integer.parseInt(place.subject())).map(Site::name).orElse(null);
    }
}
