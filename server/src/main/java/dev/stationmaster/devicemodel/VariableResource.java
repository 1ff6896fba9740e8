package dev.stationmaster.devicemodel;

import dev.stationmaster.devicemodel.DeviceModelStore.Filter;
import dev.stationmaster.devicemodel.DeviceModelStore.StoredReport;
import dev.stationmaster.devicemodel.ReportedVariable.Characteristics;
import dev.stationmaster.platform.web.ApiProblem;
import dev.stationmaster.platform.web.Page;
import dev.stationmaster.platform.web.Paging;
import dev.stationmaster.station.Station;
import dev.stationmaster.station.StationDirectory;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What a station told of itself: its variables or configuration keys, and the reports they came in. */
@RestController
@RequestMapping("/api/v1/stations/{id}")
class VariableResource {
    private final StationDirectory stations;
    private final DeviceModelService devices;

    VariableResource(StationDirectory stations, DeviceModelService devices) {
        this.stations = stations;
        this.devices = devices;
    }

    /**
     * @param type the attribute: Actual, Target, MinSet or MaxSet
     * @param value absent for WriteOnly variables, and where there is none
     */
    record VariableView(
            String component,
            @Nullable String componentInstance,
            @Nullable Integer evse,
            @Nullable Integer connector,
            String variable,
            @Nullable String variableInstance,
            String type,
            @Nullable String value,
            @Nullable String mutability,
            @Nullable String dataType,
            @Nullable String unit,
            @Nullable BigDecimal minLimit,
            @Nullable BigDecimal maxLimit,
            @Nullable String valuesList,
            @Nullable Boolean persistent,
            @Nullable Boolean constant,
            Instant reportedAt,
            String source) {
        static VariableView of(VariableRow row) {
            Variable variable = row.variable();
            Characteristics can = row.characteristics();
            return new VariableView(
                    variable.component(),
                    variable.componentInstance(),
                    variable.evse(),
                    variable.connector(),
                    variable.name(),
                    variable.instance(),
                    row.attribute(),
                    row.value(),
                    row.mutability(),
                    can == null ? null : can.dataType(),
                    can == null ? null : can.unit(),
                    can == null ? null : can.minLimit(),
                    can == null ? null : can.maxLimit(),
                    can == null ? null : can.valuesList(),
                    row.persistent(),
                    row.constant(),
                    row.reportedAt(),
                    row.source());
        }
    }

    /** @param state receiving, complete, incomplete or empty; @param kind absent for a report nobody asked for */
    record ReportView(
            int requestId,
            @Nullable String kind,
            String state,
            Instant askedAt,
            @Nullable Instant completedAt,
            int parts,
            @Nullable List<VariableView> items) {}

    @GetMapping("/variables")
    Page<VariableView> variables(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(required = false) @Nullable String component,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String after) {
        Station station = station(id);
        Paging paging = Paging.of(limit, after);
        List<VariableRow> found = devices.list(station.id(), new Filter(q, component), paging.after(), paging.fetch());
        return Page.of(found, paging, row -> row.variable().key() + " " + row.attribute())
                .map(VariableView::of);
    }

    /** The newest first, at most 500. */
    @GetMapping("/reports")
    Page<ReportView> reports(@PathVariable String id) {
        List<ReportView> all = devices.reports(station(id).id(), null).stream()
                .map(report -> view(report, null))
                .toList();
        return new Page<>(all, null);
    }

    @GetMapping("/reports/{requestId}")
    ReportView report(@PathVariable String id, @PathVariable int requestId) {
        Station station = station(id);
        StoredReport report = devices.reports(station.id(), requestId).stream()
                .findFirst()
                .orElseThrow(() -> ApiProblem.notFound("report", String.valueOf(requestId)));
        List<VariableView> items = devices.content(station.id(), requestId).stream()
                .flatMap(variable -> VariableRow.of(station.id(), variable, report.askedAt()).stream())
                .map(VariableView::of)
                .toList();
        return view(report, items);
    }

    private static ReportView view(StoredReport report, @Nullable List<VariableView> items) {
        return new ReportView(
                report.requestId(),
                report.kind(),
                report.state(),
                report.askedAt(),
                report.completedAt(),
                report.parts(),
                items);
    }

    private Station station(String identity) {
        return stations.find(identity).orElseThrow(() -> ApiProblem.notFound("station", identity));
    }
}
