package dev.stationmaster.monitoring;

import dev.stationmaster.command.StationCommand.GetMonitoringReport;
import dev.stationmaster.devicemodel.Variable;
import java.util.List;

/** Which monitors a station was asked for. Empty lists ask for all. @see "OCPP 2.x part 2, N02" */
record Question(List<String> criteria, List<Variable> variables) {
    static Question of(GetMonitoringReport get) {
        return new Question(get.criteria(), get.variables());
    }

    boolean isForAll() {
        return criteria.isEmpty() && variables.isEmpty();
    }

    /** Whether a monitor the station has should be in its answer: when it is not, the station has it no more. */
    boolean covers(ReportedMonitor monitor) {
        return (criteria.isEmpty() || criteria.stream().anyMatch(word -> meets(word, monitor.type())))
                && (variables.isEmpty()
                        || variables.stream().anyMatch(variable -> names(variable, monitor.variable())));
    }

    private static boolean meets(String criterion, String type) {
        return switch (criterion) {
            case "ThresholdMonitoring" -> type.endsWith("Threshold");
            case "DeltaMonitoring" -> type.equals("Delta") || type.startsWith("TargetDelta");
            case "PeriodicMonitoring" -> type.startsWith("Periodic");
            default -> false;
        };
    }

    /** An empty variable name means all of the component. */
    private static boolean names(Variable asked, Variable has) {
        if (!asked.name().isEmpty()) return asked.key().equals(has.key());
        var whole = new Variable(has.component(), has.componentInstance(), has.evse(), has.connector(), "", null);
        return asked.key().equals(whole.key());
    }
}
