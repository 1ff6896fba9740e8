package dev.stationmaster.command;

import dev.stationmaster.command.StationCommand.Attribute;
import dev.stationmaster.command.StationCommand.Setting;
import dev.stationmaster.devicemodel.Variable;
import dev.stationmaster.platform.web.ApiProblem;
import dev.stationmaster.station.StationId;
import dev.stationmaster.transaction.Transaction;
import dev.stationmaster.transaction.TransactionService;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** The typed commands as the API takes them. */
@Component
class CommandBody {
    private static final List<String> TYPES = List.of(
            "RemoteStart",
            "RemoteStop",
            "Reset",
            "UnlockConnector",
            "ChangeAvailability",
            "TriggerMessage",
            "ClearCache",
            "DataTransfer",
            "GetTransactionStatus",
            "GetVariables",
            "SetVariables",
            "GetBaseReport",
            "GetReport",
            "ChangePassword",
            "InstallCertificate",
            "DeleteCertificate",
            "GetInstalledCertificateIds",
            "CertificateSigned",
            "RenewCertificate",
            "SetNetworkProfile",
            "RaiseSecurityProfile",
            "SetChargingProfile",
            "ClearChargingProfile",
            "GetCompositeSchedule",
            "GetChargingProfiles",
            "UpdateFirmware",
            "GetLog",
            "GetDiagnostics",
            "PublishFirmware",
            "UnpublishFirmware",
            "GetLocalListVersion",
            "SendLocalList",
            "SyncLocalList",
            "ReserveNow",
            "CancelReservation",
            "CostUpdated",
            "SetDisplayMessage",
            "GetDisplayMessages",
            "ClearDisplayMessage",
            "SetMonitoringBase",
            "SetMonitoringLevel",
            "SetVariableMonitoring",
            "ClearVariableMonitoring",
            "GetMonitoringReport",
            "CustomerInformation");
    /** What every command may carry; read elsewhere. */
    private static final Set<String> ENVELOPE = Set.of("force", "expiresInSeconds", "timeoutSeconds");

    private static final List<String> RESETS = List.of("Immediate", "OnIdle", "ImmediateAndResume", "Hard", "Soft");
    private static final List<String> REPORTS = List.of("FullInventory", "ConfigurationInventory", "SummaryInventory");
    private static final List<String> ATTRIBUTES = List.of("Actual", "Target", "MinSet", "MaxSet");
    private static final Set<String> CRITERIA = Set.of("Active", "Available", "Enabled", "Problem");

    private final TransactionService transactions;
    private final AccessBody access;
    private final ChargingBody charging;

    CommandBody(TransactionService transactions, AccessBody access, ChargingBody charging) {
        this.transactions = transactions;
        this.access = access;
        this.charging = charging;
    }

    /** @throws ApiProblem naming every field that is wrong, and the rule */
    StationCommand read(StationId station, JsonNode body, boolean force) {
        if (!body.isObject()) throw ApiProblem.invalid("", "type object", "The body is a JSON object.");
        var fields = new FieldReader(body);
        fields.word("type", TYPES);
        if (!fields.problems().isEmpty()) throw ApiProblem.invalid(fields.problems());
        StationCommand command = command(station, fields, force);
        if (fields.problems().isEmpty()) fields.nothingElse(ENVELOPE);
        if (!fields.problems().isEmpty()) throw ApiProblem.invalid(fields.problems());
        return command;
    }

    /** A stored command once more, after a restart. */
    Optional<StationCommand> again(Command stored) {
        try {
            return Optional.of(read(stored.station(), CommandJson.MAPPER.readTree(stored.body()), true));
        } catch (ApiProblem | JacksonException e) {
            return Optional.empty();
        }
    }

    private StationCommand command(StationId station, FieldReader fields, boolean force) {
        Integer evse = fields.number("evse", 0);
        Integer connector = fields.number("connector", 0);
        String type = fields.word("type", TYPES);
        return switch (type) {
            case "RemoteStart" ->
                new StationCommand.RemoteStart(
                        access.token(fields, "idToken"),
                        evse,
                        connector,
                        fields.number("remoteStartId", 0),
                        fields.has("groupIdToken") ? access.token(fields, "groupIdToken") : null,
                        charging.ofRemoteStart(station, fields, evse == null ? connector : evse, force));
            case "RemoteStop" -> new StationCommand.RemoteStop(transaction(station, fields, true));
            case "Reset" -> new StationCommand.Reset(fields.word("how", RESETS), evse);
            case "UnlockConnector" -> {
                if (evse == null && connector == null) {
                    fields.wrong("connector", "required", "connector is needed.");
                }
                yield new StationCommand.UnlockConnector(evse, connector);
            }
            case "ChangeAvailability" -> availability(fields, evse, connector);
            case "TriggerMessage" ->
                new StationCommand.TriggerMessage(
                        fields.needed("message", 50),
                        evse,
                        connector,
                        fields.flag("extended"),
                        fields.text("customTrigger", 50));
            case "ClearCache" -> new StationCommand.ClearCache();
            case "DataTransfer" ->
                new StationCommand.DataTransfer(
                        fields.needed("vendorId", 255), fields.text("messageId", 50), fields.json("data"));
            case "GetTransactionStatus" -> {
                String wireId = transaction(station, fields, false);
                yield new StationCommand.GetTransactionStatus(wireId.isEmpty() ? null : wireId);
            }
            case "GetVariables" -> new StationCommand.GetVariables(attributes(fields));
            case "SetVariables" -> new StationCommand.SetVariables(settings(fields, force));
            case "GetBaseReport" -> new StationCommand.GetBaseReport(fields.word("kind", REPORTS));
            case "GetReport" -> report(fields);
            case "ChangePassword" -> new StationCommand.ChangePassword(password(fields));
            case "InstallCertificate",
                    "DeleteCertificate",
                    "GetInstalledCertificateIds",
                    "CertificateSigned",
                    "RenewCertificate",
                    "SetNetworkProfile",
                    "RaiseSecurityProfile" -> SecurityBody.read(type, fields, force);
            case "SetChargingProfile", "ClearChargingProfile", "GetCompositeSchedule", "GetChargingProfiles" ->
                charging.read(type, station, fields, transaction(station, fields, false));
            case "UpdateFirmware", "GetLog", "GetDiagnostics", "PublishFirmware", "UnpublishFirmware" ->
                TransferBody.read(type, fields);
            case "GetLocalListVersion", "SendLocalList", "SyncLocalList", "ReserveNow", "CancelReservation" ->
                access.read(type, fields, force);
            case "CostUpdated", "SetDisplayMessage", "GetDisplayMessages", "ClearDisplayMessage" ->
                DisplayBody.read(type, fields, transaction(station, fields, false));
            case "SetMonitoringBase",
                    "SetMonitoringLevel",
                    "SetVariableMonitoring",
                    "ClearVariableMonitoring",
                    "GetMonitoringReport",
                    "CustomerInformation" -> MonitoringBody.read(type, fields, access, force);
            default -> throw new IllegalStateException(type);
        };
    }

    private static StationCommand availability(
            FieldReader fields, @Nullable Integer evse, @Nullable Integer connector) {
        Boolean operational = fields.flag("operational");
        if (operational == null && !fields.has("operational")) {
            fields.wrong("operational", "required", "operational is true or false.");
        }
        return new StationCommand.ChangeAvailability(Boolean.TRUE.equals(operational), evse, connector);
    }

    /** Our id of the transaction in {@code transaction}, or the station's in {@code transactionId}. */
    private String transaction(StationId station, FieldReader fields, boolean needed) {
        if (fields.has("transactionId")) {
            Integer number = fields.json("transactionId") instanceof String json && !json.startsWith("\"")
                    ? fields.number("transactionId", Integer.MIN_VALUE)
                    : null;
            return number != null ? number.toString() : fields.needed("transactionId", 36);
        }
        if (!fields.has("transaction")) {
            if (needed) fields.wrong("transaction", "required", "transaction or transactionId is needed.");
            return "";
        }
        try {
            UUID id = UUID.fromString(fields.needed("transaction", 36));
            Optional<Transaction> known =
                    transactions.find(id).filter(found -> found.station().equals(station));
            if (known.isPresent()) return known.get().wireId();
            fields.wrong("transaction", "known", "This station has no such transaction.");
        } catch (IllegalArgumentException e) {
            fields.wrong("transaction", "uuid", "transaction is the UUID of a transaction.");
        }
        return "";
    }

    private static List<Attribute> attributes(FieldReader fields) {
        List<Attribute> all = new ArrayList<>();
        for (String key : fields.texts("keys", 50)) all.add(new Attribute(Variable.key(key), null));
        for (FieldReader item : fields.objects("variables")) {
            all.add(new Attribute(variable(item, true), attribute(item)));
        }
        return all;
    }

    /** One variable must not be set twice in one message (B05.FR.13); for a laboratory it may. */
    private static List<Setting> settings(FieldReader fields, boolean force) {
        List<Setting> all = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (FieldReader item : fields.objects("variables")) {
            var setting = new Setting(variable(item, true), attribute(item), item.needed("value", 2500));
            String type = setting.type() == null ? "Actual" : setting.type();
            if (!seen.add(setting.variable().key() + type) && !force) {
                item.wrong("variable", "unique", "This variable is set twice (B05.FR.13).");
            }
            all.add(setting);
        }
        if (all.isEmpty()) fields.wrong("variables", "minItems 1", "variables lists what is to be set.");
        return all;
    }

    private static @Nullable String attribute(FieldReader item) {
        return item.has("type") ? item.word("type", ATTRIBUTES) : null;
    }

    private static StationCommand report(FieldReader fields) {
        List<String> criteria = fields.texts("criteria", 20);
        if (!CRITERIA.containsAll(criteria)) {
            fields.wrong("criteria", "enum", "criteria are Active, Available, Enabled, Problem.");
        }
        List<Variable> variables = fields.objects("variables").stream()
                .map(item -> variable(item, false))
                .toList();
        if (criteria.isEmpty() && variables.isEmpty()) {
            fields.wrong("variables", "required", "criteria or variables is needed.");
        }
        return new StationCommand.GetReport(criteria, variables);
    }

    static Variable variable(FieldReader item, boolean nameNeeded) {
        String component = item.text("component", 50);
        String name = nameNeeded ? item.needed("variable", 50) : item.text("variable", 50);
        return new Variable(
                component == null ? "" : component,
                item.text("componentInstance", 50),
                item.number("evse", 0),
                item.number("connector", 0),
                name == null ? "" : name,
                item.text("variableInstance", 50));
    }

    private static @Nullable String password(FieldReader fields) {
        String password = fields.text("password", 64);
        if (password != null && password.length() < 16) {
            fields.wrong("password", "minLength 16", "A password has at least 16 characters (A00.FR.205).");
        }
        return password;
    }
}
