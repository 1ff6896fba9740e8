package dev.stationmaster.command;

import dev.stationmaster.devicemodel.Variable;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The typed commands about monitors and customers' data, as the API takes them. */
final class MonitoringBody {
    private static final List<String> BASES = List.of("All", "FactoryDefault", "HardWiredOnly");
    private static final List<String> TYPES = List.of(
            "UpperThreshold",
            "LowerThreshold",
            "Delta",
            "Periodic",
            "PeriodicClockAligned",
            "TargetDelta",
            "TargetDeltaRelative");
    private static final Set<String> CRITERIA = Set.of("ThresholdMonitoring", "DeltaMonitoring", "PeriodicMonitoring");
    private static final int LONGEST_IDENTIFIER = 64;

    private MonitoringBody() {}

    static StationCommand read(String type, FieldReader fields, AccessBody access, boolean force) {
        return switch (type) {
            case "SetMonitoringBase" -> new StationCommand.SetMonitoringBase(fields.word("base", BASES));
            case "SetMonitoringLevel" -> new StationCommand.SetMonitoringLevel(severity(fields));
            case "SetVariableMonitoring" -> new StationCommand.SetVariableMonitoring(monitors(fields, force));
            case "ClearVariableMonitoring" -> new StationCommand.ClearVariableMonitoring(ids(fields));
            case "GetMonitoringReport" -> report(fields);
            case "CustomerInformation" -> customer(fields, access, force);
            default -> throw new IllegalStateException(type);
        };
    }

    private static int severity(FieldReader fields) {
        Integer severity = fields.number("severity", 0);
        if (severity != null && severity <= 9) return severity;
        fields.wrong("severity", "0..9", "severity is a number from 0 (Danger) to 9 (Debug).");
        return 9;
    }

    /** Two monitors of one type and severity on one variable are a Duplicate to the station; a laboratory may send them. */
    private static List<Monitor> monitors(FieldReader fields, boolean force) {
        List<Monitor> all = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (FieldReader item : fields.objects("monitors")) {
            BigDecimal value = item.decimal("value");
            if (value == null && !item.has("value")) item.wrong("value", "required", "value is needed.");
            Variable variable = CommandBody.variable(item, true);
            if (variable.component().isEmpty()) item.wrong("component", "required", "component is needed.");
            var monitor = new Monitor(
                    variable,
                    item.word("type", TYPES),
                    value == null ? BigDecimal.ONE : value,
                    severity(item),
                    Boolean.TRUE.equals(item.flag("transaction")),
                    item.number("id", 0));
            if (!seen.add(variable.key() + monitor.type() + monitor.severity()) && !force) {
                item.wrong(
                        "type", "unique", "This variable has a monitor of this type and severity already here (N04).");
            }
            all.add(monitor);
        }
        if (all.isEmpty()) fields.wrong("monitors", "minItems 1", "monitors lists what is to be watched.");
        return all;
    }

    private static List<Integer> ids(FieldReader fields) {
        List<Integer> ids = fields.numbers("ids").stream().distinct().toList();
        if (ids.isEmpty()) fields.wrong("ids", "minItems 1", "ids lists the station's numbers of the monitors.");
        return ids;
    }

    private static StationCommand report(FieldReader fields) {
        List<String> criteria = fields.texts("criteria", 30);
        if (!CRITERIA.containsAll(criteria)) {
            fields.wrong("criteria", "enum", "criteria are ThresholdMonitoring, DeltaMonitoring, PeriodicMonitoring.");
        }
        List<Variable> variables = fields.objects("variables").stream()
                .map(item -> CommandBody.variable(item, false))
                .toList();
        return new StationCommand.GetMonitoringReport(criteria, variables, fields.number("requestId", 0));
    }

    /** One customer, named in one way (N09.FR.04, N09.FR.09, N10.FR.08). */
    private static StationCommand customer(FieldReader fields, AccessBody access, boolean force) {
        boolean report = Boolean.TRUE.equals(fields.flag("report"));
        boolean clear = Boolean.TRUE.equals(fields.flag("clear"));
        if (!report && !clear && !force) {
            fields.wrong("report", "required", "report, clear or both are true.");
        }
        @Nullable
        CertificateHash certificate =
                fields.has("customerCertificate") ? SecurityBody.hash(fields, "customerCertificate") : null;
        var command = new StationCommand.CustomerInformation(
                report,
                clear,
                fields.has("idToken") ? access.token(fields, "idToken") : null,
                fields.text("customerIdentifier", LONGEST_IDENTIFIER),
                certificate,
                fields.number("requestId", 0));
        long named = (command.idToken() == null ? 0 : 1)
                + (command.customerIdentifier() == null ? 0 : 1)
                + (certificate == null ? 0 : 1);
        if (named != 1 && !force) {
            fields.wrong(
                    "idToken",
                    "exactly one",
                    "Exactly one of idToken, customerIdentifier and customerCertificate names the customer (N09.FR.09).");
        }
        return command;
    }
}
