package dev.stationmaster.metering;

import dev.stationmaster.platform.web.ApiProblem;
import dev.stationmaster.platform.web.Page;
import dev.stationmaster.platform.web.Paging;
import dev.stationmaster.station.Station;
import dev.stationmaster.station.StationDirectory;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What the meters of a station said outside transactions: clock-aligned values of idle EVSEs, the main meter. */
@RestController
@RequestMapping("/api/v1/stations/{id}/readings")
class ReadingResource {
    private final StationDirectory stations;
    private final ReadingStore store;

    ReadingResource(StationDirectory stations, ReadingStore store) {
        this.stations = stations;
        this.store = store;
    }

    /**
     * The newest first.
     *
     * @param evse 0 is the main meter; absent shows all
     */
    @GetMapping
    Page<ReadingView> list(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable Integer evse,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String after) {
        Station station = stations.find(id).orElseThrow(() -> ApiProblem.notFound("station", id));
        var paging = Paging.of(limit, after);
        // Subjects count downwards: those of one station's EVSEs stand together, the EVSE as an unsigned number.
        long first = ReadingFact.subjectOf(station.id(), evse == null ? -1 : evse);
        long last = ReadingFact.subjectOf(station.id(), evse == null ? 0 : evse);
        var found = store.newest(first, last, ReadingView.after(paging.after()), paging.fetch());
        return Page.of(found, paging, ReadingView::key).map(ReadingView::of);
    }
}
