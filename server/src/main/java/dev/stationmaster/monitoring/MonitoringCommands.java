package dev.stationmaster.monitoring;

import dev.stationmaster.command.CommandCompletion;
import dev.stationmaster.command.CommandListener;
import dev.stationmaster.command.Monitor;
import dev.stationmaster.command.RequestIds;
import dev.stationmaster.command.StationCommand;
import dev.stationmaster.command.StationCommand.GetMonitoringReport;
import dev.stationmaster.command.StationCommand.SetMonitoringBase;
import dev.stationmaster.command.StationCommand.SetMonitoringLevel;
import dev.stationmaster.command.StationCommand.SetVariableMonitoring;
import dev.stationmaster.report.Report;
import dev.stationmaster.report.ReportKey;
import dev.stationmaster.report.ReportKind;
import dev.stationmaster.report.Reports;
import java.util.List;
import java.util.Objects;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Numbers questions for monitors, and keeps what stations have up to date with what they answered. */
@Component
class MonitoringCommands implements CommandCompletion, CommandListener {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final MonitoringService monitoring;
    private final Reports reports;
    private final RequestIds requestIds;

    MonitoringCommands(MonitoringService monitoring, Reports reports, RequestIds requestIds) {
        this.monitoring = monitoring;
        this.reports = reports;
        this.requestIds = requestIds;
    }

    /** Noted before it is sent: the first part may overtake our dealing with the answer. */
    @Override
    public StationCommand complete(Draft draft, StationCommand command) {
        if (!(RawMonitoring.meant(command) instanceof GetMonitoringReport get)) return command;
        int requestId = get.requestId() == null ? requestIds.next(draft.station()) : get.requestId();
        reports.asked(
                new ReportKey(draft.station(), ReportKind.MONITORING, requestId),
                draft.id(),
                JSON.writeValueAsString(Question.of(get)));
        return command instanceof StationCommand.Call
                ? command
                : new GetMonitoringReport(get.criteria(), get.variables(), requestId);
    }

    @Override
    public void ended(Ended command) {
        List<Monitor.Settled> settled = command.told(Monitor.Settled.class);
        if (!settled.isEmpty()) monitoring.settled(command.station(), settled);
        List<Monitor.Cleared> cleared = command.told(Monitor.Cleared.class);
        if (!cleared.isEmpty()) monitoring.cleared(command.station(), cleared);
        switch (RawMonitoring.meant(command.command())) {
            case SetVariableMonitoring(List<Monitor> monitors)
            when command.how() == How.UNKNOWN ->
                monitoring.unanswered(command.station(), monitors.subList(settled.size(), monitors.size()));
            case SetMonitoringBase(String base) when command.positive() -> monitoring.based(command.station(), base);
            case SetMonitoringLevel(int level) when command.positive() -> monitoring.levelled(command.station(), level);
            case GetMonitoringReport get -> report(command, get);
            default -> {}
        }
    }

    private void report(Ended command, GetMonitoringReport get) {
        if (get.requestId() == null) return;
        var report = new ReportKey(command.station(), ReportKind.MONITORING, Objects.requireNonNull(get.requestId()));
        switch (command.how()) {
            case NOT_SENT -> reports.forget(report);
            case ERROR -> reports.answered(report, Report.State.REFUSED, "error");
            case UNKNOWN -> {}
            case ANSWERED -> {
                boolean empty = "EmptyResultSet".equals(command.status());
                Report.State state = command.positive() ? null : empty ? Report.State.EMPTY : Report.State.REFUSED;
                reports.answered(report, state, command.status());
                if (empty) monitoring.none(report);
            }
        }
    }
}
