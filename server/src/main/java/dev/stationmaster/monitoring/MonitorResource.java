package dev.stationmaster.monitoring;

import dev.stationmaster.command.Monitor;
import dev.stationmaster.devicemodel.Variable;
import dev.stationmaster.diagnostics.Severity;
import dev.stationmaster.monitoring.MonitorStore.Told;
import dev.stationmaster.monitoring.MonitorStore.Wanted;
import dev.stationmaster.platform.web.ApiProblem;
import dev.stationmaster.platform.web.Page;
import dev.stationmaster.report.Report;
import dev.stationmaster.report.ReportKey;
import dev.stationmaster.report.ReportKind;
import dev.stationmaster.report.Reports;
import dev.stationmaster.station.StationDirectory;
import dev.stationmaster.station.StationId;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Monitors of a station, wanted and told, and the reports they came in. */
@RestController
@RequestMapping("/api/v1/stations/{id}")
class MonitorResource {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final TypeReference<List<ReportedMonitor>> MONITORS = new TypeReference<>() {};
    private static final int MOST_REPORTS = 500;

    private final StationDirectory stations;
    private final MonitorStore store;
    private final Reports reports;

    MonitorResource(StationDirectory stations, MonitorStore store, Reports reports) {
        this.stations = stations;
        this.store = store;
        this.reports = reports;
    }

    /** The value, and whether only while a transaction runs. */
    record Terms(BigDecimal value, boolean transaction) {}

    /**
     * @param id the station's number; null while it gave none
     * @param state same, different, missing (wanted, not confirmed) or stationsOwn
     * @param wanted as an operator set it; null for the station's own
     * @param told as the station told it last; null where it did not
     * @param source of what was told: set or report
     * @param kind HardWiredMonitor, PreconfiguredMonitor or CustomMonitor; 2.0.1 reports none
     */
    record MonitorView(
            @Nullable Integer id,
            String component,
            @Nullable String componentInstance,
            @Nullable Integer evse,
            @Nullable Integer connector,
            String variable,
            @Nullable String variableInstance,
            String type,
            int severity,
            String severityName,
            String state,
            @Nullable Terms wanted,
            @Nullable Terms told,
            @Nullable String kind,
            @Nullable String source,
            @Nullable Instant wantedAt,
            @Nullable Instant toldAt) {
        static MonitorView of(MonitorLine line) {
            Variable variable = line.variable();
            Wanted wanted = line.wanted();
            Told told = line.told();
            Monitor want = wanted == null ? null : wanted.monitor();
            ReportedMonitor has = told == null ? null : told.monitor();
            return new MonitorView(
                    has == null ? null : (Integer) has.id(),
                    variable.component(),
                    variable.componentInstance(),
                    variable.evse(),
                    variable.connector(),
                    variable.name(),
                    variable.instance(),
                    line.type(),
                    line.severity(),
                    Severity.of(line.severity()).word(),
                    line.state().word(),
                    want == null ? null : new Terms(want.value(), want.transaction()),
                    has == null ? null : new Terms(has.value(), has.transaction()),
                    has == null ? null : has.kind(),
                    told == null ? null : told.source(),
                    wanted == null ? null : wanted.at(),
                    told == null ? null : told.at());
        }
    }

    /** @param level what is less severe is not reported */
    record SettingView(
            @Nullable String base,
            @Nullable Instant baseAt,
            @Nullable Integer level,
            @Nullable String levelName,
            @Nullable Instant levelAt) {}

    record MonitorsView(SettingView setting, List<MonitorView> items) {}

    /** @param state awaited, receiving, complete, incomplete, empty or refused; @param status the station's word */
    record ReportView(
            int requestId,
            @Nullable UUID command,
            String state,
            @Nullable String status,
            Instant askedAt,
            @Nullable Instant completedAt,
            int parts,
            @Nullable List<MonitorView> items) {}

    @GetMapping("/monitors")
    MonitorsView monitors(@PathVariable String id) {
        StationId station = station(id);
        MonitorStore.Setting setting = store.setting(station);
        Integer level = setting.level();
        return new MonitorsView(
                new SettingView(
                        setting.base(),
                        setting.baseAt(),
                        level,
                        level == null ? null : Severity.of(level).word(),
                        setting.levelAt()),
                MonitorLine.compare(store.wanted(station), store.told(station)).stream()
                        .map(MonitorView::of)
                        .toList());
    }

    /** The newest first, at most 500. */
    @GetMapping("/monitoring-reports")
    Page<ReportView> reports(@PathVariable String id) {
        return new Page<>(
                reports.list(station(id), ReportKind.MONITORING, MOST_REPORTS).stream()
                        .map(report -> view(report, null))
                        .toList(),
                null);
    }

    @GetMapping("/monitoring-reports/{requestId}")
    ReportView report(@PathVariable String id, @PathVariable int requestId) {
        var key = new ReportKey(station(id), ReportKind.MONITORING, requestId);
        Report report = reports.find(key)
                .orElseThrow(() -> ApiProblem.notFound("monitoring-report", String.valueOf(requestId)));
        List<MonitorLine> lines = new ArrayList<>();
        for (String content : reports.contents(key)) {
            for (ReportedMonitor monitor : JSON.readValue(content, MONITORS)) {
                lines.add(new MonitorLine(null, new Told(monitor, "report", report.askedAt())));
            }
        }
        lines.sort(Comparator.comparing(line -> line.variable().key()));
        return view(report, lines.stream().map(MonitorView::of).toList());
    }

    private static ReportView view(Report report, @Nullable List<MonitorView> items) {
        return new ReportView(
                report.key().requestId(),
                report.command(),
                report.state().word(),
                report.answer(),
                report.askedAt(),
                report.completedAt(),
                report.parts(),
                items);
    }

    private StationId station(String identity) {
        return stations.find(identity)
                .orElseThrow(() -> ApiProblem.notFound("station", identity))
                .id();
    }
}
