package dev.stationmaster.diagnostics;

import dev.stationmaster.diagnostics.DeviceEventStore.Filter;
import dev.stationmaster.diagnostics.DeviceEventStore.Row;
import dev.stationmaster.platform.web.ApiProblem;
import dev.stationmaster.platform.web.Page;
import dev.stationmaster.platform.web.Paging;
import dev.stationmaster.station.StationDirectory;
import dev.stationmaster.station.StationId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Events of stations, what caused them, and alarms that are not over. */
@RestController
@RequestMapping("/api/v1")
class EventResource {
    private static final int MOST_ALERTS = 500;

    private final StationDirectory stations;
    private final DeviceEventStore events;

    EventResource(StationDirectory stations, DeviceEventStore events) {
        this.stations = stations;
        this.events = events;
    }

    /**
     * Which events are wanted.
     *
     * @param kind deviceEvent or securityEvent
     * @param severity at least so severe: 4 asks for 0 (Danger) to 4 (Error)
     * @param trigger Alerting, Delta or Periodic
     * @param since and until: when we received it
     */
    record Wanted(
            @Nullable String kind,
            @Nullable String component,
            @Nullable String variable,
            @Nullable Integer severity,
            @Nullable String trigger,
            @Nullable Boolean cleared,
            @Nullable Instant since,
            @Nullable Instant until) {
        Filter of(@Nullable StationId station) {
            return new Filter(station, kind, component, variable, severity, trigger, cleared, since, until);
        }
    }

    @GetMapping("/stations/{id}/events")
    Page<EventView> ofStation(
            @PathVariable String id,
            @ModelAttribute @ParameterObject Wanted wanted,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String after) {
        return page(wanted.of(station(id)), limit, after);
    }

    @GetMapping("/events")
    Page<EventView> all(
            @RequestParam(required = false) @Nullable String station,
            @ModelAttribute @ParameterObject Wanted wanted,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String after) {
        return page(wanted.of(station == null ? null : station(station)), limit, after);
    }

    private Page<EventView> page(Filter filter, @Nullable Integer limit, @Nullable String after) {
        Paging paging = Paging.of(limit, after);
        return Page.of(events.find(filter, paging), paging, row -> String.valueOf(row.id()))
                .map(this::view);
    }

    /** With what led to it, the nearest cause first. */
    @GetMapping("/stations/{id}/events/{event}")
    EventView one(@PathVariable String id, @PathVariable long event) {
        StationId station = station(id);
        Row row = events.find(station, event).orElseThrow(() -> ApiProblem.notFound("event", String.valueOf(event)));
        List<EventView> causes =
                events.causes(station, row).stream().map(this::view).toList();
        return view(row).with(causes);
    }

    /** Alarms of this station that are not over, the most severe first, at most 500. */
    @GetMapping("/stations/{id}/alerts")
    Page<EventView> alertsOf(@PathVariable String id) {
        return alerts(station(id));
    }

    /** Alarms that are not over, the most severe first, at most 500. */
    @GetMapping("/alerts")
    Page<EventView> allAlerts(@RequestParam(required = false) @Nullable String station) {
        return alerts(station == null ? null : station(station));
    }

    private Page<EventView> alerts(@Nullable StationId station) {
        return new Page<>(
                events.alerts(station, MOST_ALERTS).stream().map(this::view).toList(), null);
    }

    private EventView view(Row row) {
        String identity = stations.find(row.event().station())
                .map(found -> found.identity())
                .orElse(null);
        return EventView.of(row.id(), identity, row.event());
    }

    private StationId station(String identity) {
        return stations.find(identity)
                .orElseThrow(() -> ApiProblem.notFound("station", identity))
                .id();
    }
}
