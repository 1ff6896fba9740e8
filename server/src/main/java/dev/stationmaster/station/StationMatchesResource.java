package dev.stationmaster.station;

import dev.stationmaster.platform.web.Page;
import dev.stationmaster.platform.web.Paging;
import dev.stationmaster.platform.web.Scope;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The stations that somebody may mean who types a few characters. */
@RestController
@RequestMapping("/api/v1/station-matches")
class StationMatchesResource {
    private final StationStore store;

    StationMatchesResource(StationStore store) {
        this.store = store;
    }

    /** A station, with what tells it from others. */
    record StationMatch(
            String station,
            @Nullable String vendor,
            @Nullable String model,
            @Nullable String serialNumber) {
        static StationMatch of(StationDetails details) {
            var boot = details.lastBoot();
            return new StationMatch(
                    details.station().identity(),
                    boot == null ? null : boot.vendor(),
                    boot == null ? null : boot.model(),
                    boot != null && boot.serialNumber() != null
                            ? boot.serialNumber()
                            : details.station().serialNumber());
        }
    }

    /** The best match first; not paged. */
    @GetMapping
    Page<StationMatch> list(
            @RequestParam(defaultValue = "") String q, @RequestParam(required = false) @Nullable Integer limit) {
        var paging = Paging.of(limit, null);
        if (q.isBlank()) return new Page<>(List.of(), null);
        var found = store.matches(q.strip(), Scope.current().sites(), paging.limit());
        return new Page<>(found, null).map(StationMatch::of);
    }
}
