package dev.stationmaster.charging;

import dev.stationmaster.charging.ChargingResource.Period;
import dev.stationmaster.charging.Composite.Grid;
import dev.stationmaster.charging.CompositeService.Computed;
import dev.stationmaster.charging.CompositeService.Wanted;
import dev.stationmaster.charging.ProfileRules.Order;
import dev.stationmaster.command.ChargingProfile;
import dev.stationmaster.command.ChargingProfile.Purpose;
import dev.stationmaster.command.ChargingProfileJson;
import dev.stationmaster.platform.web.ApiProblem;
import dev.stationmaster.platform.web.FieldProblem;
import dev.stationmaster.station.StationDirectory;
import dev.stationmaster.station.StationId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** What a profile would come to that is still being drawn. Nothing is sent to the station, and nothing is kept. */
@RestController
@RequestMapping("/api/v1/stations/{id}/composite-schedule/preview")
class PreviewResource {
    private final StationDirectory stations;
    private final CompositeService composites;
    private final ChargingRules rules;
    private final KnownProfiles known;

    PreviewResource(StationDirectory stations, CompositeService composites, ChargingRules rules, KnownProfiles known) {
        this.stations = stations;
        this.composites = composites;
        this.rules = rules;
        this.known = known;
    }

    /**
     * @param evse on which the profile is to be set; 0 is the station
     * @param chargingProfile as a SetChargingProfile takes it
     * @param at the EVSE whose schedule is asked for; default {@code evse}
     * @param start default the next second
     * @param duration in seconds, up to 31 days
     * @param unit A or W; default A
     */
    record Form(
            @Nullable Integer evse,
            @Nullable JsonNode chargingProfile,
            @Nullable Integer at,
            @Nullable String start,
            @Nullable Integer duration,
            @Nullable String unit) {}

    /** @param field of the form */
    record Fault(String field, String rule, String message) {}

    /**
     * @param evse whose schedule it is
     * @param periods as of the composite schedule; the profile itself is number 0 among those that act while it has no id
     * @param replaces ids of the profiles that the station gives up for it
     * @param faults what speaks against sending it; empty when nothing does
     */
    record Outcome(
            int evse,
            Instant start,
            int duration,
            String unit,
            List<Period> periods,
            List<Integer> replaces,
            List<Fault> faults) {}

    @PostMapping
    Outcome preview(@PathVariable String id, @RequestBody Form form) {
        StationId station = stations.find(id)
                .orElseThrow(() -> ApiProblem.notFound("station", id))
                .id();
        Order draft = draft(station, form);
        int at = form.at == null ? draft.evse() : form.at;
        String unit = form.unit == null ? "A" : form.unit;
        int duration = form.duration == null ? 0 : form.duration;
        Wanted wanted = ChargingResource.wanted(at, form.start, duration, unit, Grid.USUAL);
        Computed computed = composites.preview(station, wanted, draft);
        return new Outcome(
                at,
                computed.start(),
                duration,
                unit,
                ChargingResource.periods(computed),
                composites.replaced(station, draft).stream()
                        .map(InstalledProfile::id)
                        .toList(),
                rules.broken(station, draft).stream()
                        .map(one -> new Fault(one.field(), one.rule(), one.message()))
                        .toList());
    }

    private Order draft(StationId station, Form form) {
        List<FieldProblem> problems = new ArrayList<>();
        Integer evse = form.evse;
        JsonNode json = form.chargingProfile;
        if (evse == null || evse < 0)
            problems.add(new FieldProblem("evse", "minimum 0", "evse is needed; 0 is the station."));
        if (json == null || !json.isObject()) {
            problems.add(new FieldProblem(
                    "chargingProfile", "required", "chargingProfile is a profile in the words of 2.x."));
        }
        if (evse == null || json == null || !problems.isEmpty()) throw ApiProblem.invalid(problems);
        ChargingProfile profile = ChargingProfileJson.read(json, "chargingProfile.", problems);
        if (!problems.isEmpty()) throw ApiProblem.invalid(problems);
        if (profile.purpose() == Purpose.TX && profile.transactionId() == null) {
            profile = profile.forTransaction(composites.running(station, evse).orElse(null));
        }
        if (profile.id() == null) {
            profile = known.inPlace(station, evse, profile).map(profile::withId).orElse(profile);
        }
        return new Order(evse, profile, false);
    }
}
