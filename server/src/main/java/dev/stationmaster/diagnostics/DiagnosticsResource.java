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

/** Messages that no feature works on, as they came. */
@RestController
@RequestMapping("/api/v1/stations/{id}")
class DiagnosticsResource {
    private final StationDirectory stations;
    private final StationNoticeStore notices;

    DiagnosticsResource(StationDirectory stations, StationNoticeStore notices) {
        this.stations = stations;
        this.notices = notices;
    }

    /** A message that was kept as it came. */
    record Notice(
            String action,
            String messageId,
            Instant receivedAt,
            @JsonRawValue String payload) {}

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
