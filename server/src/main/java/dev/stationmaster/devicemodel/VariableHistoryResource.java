package dev.stationmaster.devicemodel;

import dev.stationmaster.devicemodel.VariableHistory.Entry;
import dev.stationmaster.platform.web.ApiProblem;
import dev.stationmaster.platform.web.Page;
import dev.stationmaster.platform.web.Paging;
import dev.stationmaster.station.StationDirectory;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Who changed which variable or configuration key of a station, and when. */
@RestController
@RequestMapping("/api/v1/stations/{id}/variables/history")
class VariableHistoryResource {
    private final StationDirectory stations;
    private final VariableHistory history;

    VariableHistoryResource(StationDirectory stations, VariableHistory history) {
        this.stations = stations;
        this.history = history;
    }

    /**
     * @param type the attribute: Actual, Target, MinSet or MaxSet
     * @param oldValue absent when there was none, when it was not known, and for what may only be written
     * @param source set: the station took it from a command; report, event or get: the station told it
     * @param actor whose command it was
     */
    record ChangeView(
            Instant at,
            String component,
            @Nullable String componentInstance,
            @Nullable Integer evse,
            @Nullable Integer connector,
            String variable,
            @Nullable String variableInstance,
            String type,
            @Nullable String oldValue,
            @Nullable String newValue,
            String source,
            @Nullable String actor,
            @Nullable UUID command) {
        static ChangeView of(Entry entry) {
            Variable variable = entry.variable();
            return new ChangeView(
                    entry.at(),
                    variable.component(),
                    variable.componentInstance(),
                    variable.evse(),
                    variable.connector(),
                    variable.name(),
                    variable.instance(),
                    entry.attribute(),
                    entry.before(),
                    entry.after(),
                    entry.source(),
                    entry.actor(),
                    entry.command());
        }
    }

    /** The newest first. @param component a whole name, empty for the keys of 1.6; @param variable a whole name */
    @GetMapping
    Page<ChangeView> list(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String component,
            @RequestParam(required = false) @Nullable String variable,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String after) {
        var station = stations.find(id).orElseThrow(() -> ApiProblem.notFound("station", id));
        var paging = Paging.of(limit, after);
        var found = history.list(station.id(), component, variable, paging.afterNumber(), paging.fetch());
        return Page.of(found, paging, entry -> String.valueOf(entry.id())).map(ChangeView::of);
    }
}
