package dev.stationmaster.charging;

import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.stationmaster.charging.Composite.Grid;
import dev.stationmaster.charging.CompositeService.Computed;
import dev.stationmaster.charging.CompositeService.Wanted;
import dev.stationmaster.command.ChargingProfileJson;
import dev.stationmaster.command.ChargingSchedule.Unit;
import dev.stationmaster.platform.web.ApiProblem;
import dev.stationmaster.platform.web.Page;
import dev.stationmaster.station.StationDirectory;
import dev.stationmaster.station.StationId;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What limits a station's charging. */
@RestController
@RequestMapping("/api/v1/stations/{id}")
class ChargingResource {
    private static final int LONGEST_SECONDS = 31 * 86_400;

    private final StationDirectory stations;
    private final InstalledStore installed;
    private final LimitStore limits;
    private final CompositeService composites;

    ChargingResource(
            StationDirectory stations, InstalledStore installed, LimitStore limits, CompositeService composites) {
        this.stations = stations;
        this.installed = installed;
        this.limits = limits;
        this.composites = composites;
    }

    /** @param told how we know of it: set, remoteStart or report */
    record Installed(int evse, String source, boolean sure, String told, Instant toldAt, Map<String, Object> profile) {}

    record Limit(
            int evse,
            String source,
            @Nullable Boolean isGridCritical,
            @Nullable Boolean isLocalGeneration,
            List<Map<String, Object>> schedules,
            Instant notifiedAt,
            @Nullable Instant clearedAt) {}

    /** @param toContinue whether the station announced more of this EVSE and source */
    record Part(
            int evse,
            String source,
            boolean toContinue,
            @JsonRawValue String profiles) {}

    record Period(
            int startPeriod,
            @Nullable BigDecimal limit,
            @Nullable Integer numberPhases,
            List<Integer> profiles) {}

    /** @param differences from ours as it was at that moment */
    record Answer(
            Instant answeredAt,
            Instant start,
            int duration,
            String unit,
            @JsonRawValue String periods,
            @JsonRawValue String differences) {}

    /** @param station its last answer to GetCompositeSchedule; null when it never gave one */
    record Schedule(
            int evse,
            Instant start,
            int duration,
            String unit,
            List<Period> periods,
            @Nullable Answer station) {}

    /** The profiles that it has installed, as far as we know. */
    @GetMapping("/charging-profiles")
    Page<Installed> profiles(@PathVariable String id) {
        return new Page<>(
                installed.of(station(id)).stream()
                        .map(one -> new Installed(
                                one.evse(),
                                one.source(),
                                one.sure(),
                                one.told(),
                                one.at(),
                                ChargingProfileJson.view(one.profile())))
                        .toList(),
                null);
    }

    /** What came under the number of a GetChargingProfiles. */
    @GetMapping("/charging-profile-reports/{requestId}")
    Page<Part> report(@PathVariable String id, @PathVariable int requestId) {
        return new Page<>(
                installed.report(station(id), requestId).stream()
                        .map(part -> new Part(part.evse(), part.source(), part.toContinue(), part.profiles()))
                        .toList(),
                null);
    }

    /** Limits that others put on it; {@code released=true} shows those, too, that hold no more. */
    @GetMapping("/charging-limits")
    Page<Limit> limits(@PathVariable String id, @RequestParam(defaultValue = "false") boolean released) {
        return new Page<>(
                limits.of(station(id), released).stream()
                        .map(limit -> new Limit(
                                limit.evse(),
                                limit.source(),
                                limit.gridCritical(),
                                limit.localGeneration(),
                                limit.schedules().stream()
                                        .map(ChargingProfileJson::view)
                                        .toList(),
                                limit.notifiedAt(),
                                limit.clearedAt()))
                        .toList(),
                null);
    }

    /** What all profiles and limits that we know of come to; asks nothing of the station. */
    @GetMapping("/composite-schedule")
    Schedule composite(
            @PathVariable String id,
            @RequestParam int evse,
            @RequestParam int duration,
            @RequestParam(defaultValue = "A") String unit,
            @RequestParam(required = false) @Nullable String start,
            @RequestParam(defaultValue = "230") BigDecimal voltage,
            @RequestParam(defaultValue = "3") int phases) {
        StationId station = station(id);
        if (voltage.signum() <= 0) throw ApiProblem.invalid("voltage", "positive", "voltage is that of one phase.");
        if (phases < 1 || phases > 3) throw ApiProblem.invalid("phases", "1..3", "phases is 1, 2 or 3.");
        Computed ours = composites.compute(station, wanted(evse, start, duration, unit, new Grid(voltage, phases)));
        return new Schedule(
                evse,
                ours.start(),
                duration,
                unit,
                periods(ours),
                composites
                        .lastAnswer(station, evse)
                        .map(answer -> new Answer(
                                answer.answeredAt(),
                                answer.start(),
                                answer.durationSeconds(),
                                answer.unit(),
                                answer.periods(),
                                answer.differences()))
                        .orElse(null));
    }

    /** @throws ApiProblem where that is no question */
    static Wanted wanted(int evse, @Nullable String start, int duration, String unit, Grid grid) {
        if (duration < 1 || duration > LONGEST_SECONDS) {
            throw ApiProblem.invalid("duration", "1.." + LONGEST_SECONDS, "duration is 1 second to 31 days.");
        }
        if (!unit.equals("A") && !unit.equals("W")) throw ApiProblem.invalid("unit", "enum", "unit is A or W.");
        return new Wanted(evse, time(start), duration, Unit.valueOf(unit), grid);
    }

    static List<Period> periods(Computed computed) {
        return computed.pieces().stream()
                .map(piece -> new Period(piece.startSeconds(), piece.limit(), piece.numberPhases(), piece.profiles()))
                .toList();
    }

    private static @Nullable Instant time(@Nullable String text) {
        if (text == null) return null;
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException e) {
            throw ApiProblem.invalid("start", "date-time", "start is a time such as 2026-03-01T08:00:00Z.");
        }
    }

    private StationId station(String identity) {
        return stations.find(identity)
                .orElseThrow(() -> ApiProblem.notFound("station", identity))
                .id();
    }
}
