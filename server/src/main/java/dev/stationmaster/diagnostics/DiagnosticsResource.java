package dev.stationmaster.diagnostics;

import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.stationmaster.platform.web.ApiProblem;
import dev.stationmaster.platform.web.Page;
import dev.stationmaster.platform.web.Paging;
import dev.stationmaster.station.StationDirectory;
import dev.stationmaster.station.StationId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What a station told about itself. */
@RestController
@RequestMapping("/api/v1/stations/{id}")
class DiagnosticsResource {
    private final StationDirectory stations;
    private final DeviceEventStore events;
    private final StationNoticeStore notices;

    DiagnosticsResource(StationDirectory stations, DeviceEventStore events, StationNoticeStore notices) {
        this.stations = stations;
        this.events = events;
        this.notices = notices;
    }

    /** A device or security event; what does not apply is left out. */
    record Event(
            Instant at,
            Instant receivedAt,
            String kind,
            @Nullable String component,
            @Nullable String componentInstance,
            @Nullable Integer evse,
            @Nullable Integer connector,
            @Nullable String variable,
            @Nullable String variableInstance,
            @Nullable String value,
            @Nullable String trigger,
            @Nullable Integer severity,
            @Nullable Boolean cleared,
            @Nullable String type,
            @Nullable String techCode,
            @Nullable String techInfo) {
        static Event of(DeviceEvent event) {
            DeviceEvent.Place place = event.place();
            return new Event(
                    event.occurredAt(),
                    event.receivedAt(),
                    event.kind().word(),
                    place == null ? null : place.component(),
                    place == null ? null : place.componentInstance(),
                    place == null ? null : place.evse(),
                    place == null ? null : place.connector(),
                    place == null ? null : place.variable(),
                    place == null ? null : place.variableInstance(),
                    event.value(),
                    event.trigger(),
                    event.severity(),
                    event.cleared(),
                    event.type(),
                    event.techCode(),
                    event.techInfo());
        }
    }

    /** A message that was kept as it came. */
    record Notice(
            String action,
            String messageId,
            Instant receivedAt,
            @JsonRawValue String payload) {}

    @GetMapping("/events")
    Page<Event> events(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String kind,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String after) {
        Paging paging = Paging.of(limit, after);
        return Page.of(events.find(station(id), kind, paging), paging, row -> String.valueOf(row.id()))
                .map(row -> Event.of(row.event()));
    }

    @GetMapping("/notices")
    Page<Notice> notices(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String action,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String after) {
        Paging paging = Paging.of(limit, after);
        return Page.of(notices.find(station(id), action, paging), paging, row -> String.valueOf(row.id()))
                .map(row -> new Notice(row.action(), row.messageId(), row.receivedAt(), row.payload()));
    }

    private StationId station(String identity) {
        return stations.find(identity)
                .orElseThrow(() -> ApiProblem.notFound("station", identity))
                .id();
    }
}
