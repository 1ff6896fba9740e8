package dev.stationmaster.simulator.model;

import dev.stationmaster.simulator.model.Variable.Mutability;
import dev.stationmaster.simulator.wire.BackOff;
import dev.stationmaster.simulator.wire.Json;
import dev.stationmaster.simulator.wire.Outbox;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The device model of a 2.x station: the standard controllers, shared by all stations, the station's own EVSEs and connectors, and the
 * values that differ from what the factory set.
 *
 * @see "OCPP 2.0.1 part 1 §4, part 2 B05–B08"
 */
public final class DeviceModel implements Settings {
    /** Verdict on one entry of SetVariables, with the words of the standard. */
    public enum SetStatus {
        Accepted,
        Rejected,
        UnknownComponent,
        UnknownVariable,
        NotSupportedAttributeType,
        RebootRequired
    }

    private static final Map<String, Variable> SHARED = new HashMap<>();

    static {
        Controllers.VARIABLES.forEach(variable -> SHARED.put(variable.id().key(), variable));
    }

    private final Map<String, Variable> own;
    private final Map<String, String> differing = new HashMap<>();
    private BiConsumer<Variable.Id, String> watcher = (_, _) -> {};

    /** @param own variables of this station's hardware, beside the controllers */
    public DeviceModel(List<Variable> own) {
        this.own = new HashMap<>();
        own.forEach(variable -> this.own.put(variable.id().key(), variable));
    }

    /** A read-only variable of an EVSE ({@code connector} 0) or connector, or of the station ({@code evse} 0). */
    public static Variable fixed(String component, int evse, int connector, String name, ValueType type, String value) {
        var id = new Variable.Id(component, null, evse, connector, name, null);
        return new Variable(id, Mutability.ReadOnly, type, value, null, null, false);
    }

    /** Told of each variable whose value becomes another one. */
    public void watch(BiConsumer<Variable.Id, String> other) {
        this.watcher = other;
    }

    private void put(Variable.Id id, String value) {
        var before = differing.put(id.key(), value);
        if (!value.equals(before)) {
            watcher.accept(id, value);
        }
    }

    /** Sets a value as the factory, or the station itself, would. */
    public void preset(String component, String variable, @Nullable String instance, String value) {
        put(new Variable.Id(component, null, 0, 0, variable, instance), value);
    }

    /** Sets the value of a variable of an EVSE or connector. */
    public void preset(int evse, int connector, String variable, String value) {
        var component = connector == 0 ? "EVSE" : "Connector";
        put(new Variable.Id(component, null, evse, connector, variable, null), value);
    }

    /** The value of a controller's variable. */
    public String value(String component, String variable, @Nullable String instance) {
        var key = new Variable.Id(component, null, 0, 0, variable, instance).key();
        var found = SHARED.get(key);
        if (found == null) {
            throw new IllegalArgumentException("no such variable: " + key);
        }
        return differing.getOrDefault(key, found.initial());
    }

    private @Nullable Variable find(Variable.Id id) {
        var shared = SHARED.get(id.key());
        return shared != null ? shared : own.get(id.key());
    }

    boolean knowsComponent(Variable.Id id) {
        return all().anyMatch(variable -> variable.id().componentKey().equals(id.componentKey()));
    }

    private Stream<Variable> all() {
        return Stream.concat(own.values().stream(), Controllers.VARIABLES.stream());
    }

    /** The value of any variable; null when there is none, empty when it must not be read. */
    @Nullable
    String valueOf(Variable.Id id) {
        var variable = find(id);
        return variable == null ? null : variable.mutability() == Mutability.WriteOnly ? "" : valueOf(variable);
    }

    private String valueOf(Variable variable) {
        return differing.getOrDefault(variable.id().key(), variable.initial());
    }

    /** One result of GetVariables. */
    public Json get(JsonNode wanted) {
        var id = Variable.Id.of(wanted.path("component"), wanted.path("variable"));
        var type = wanted.path("attributeType").asString("Actual");
        var variable = find(id);
        var status = variable == null
                ? (knowsComponent(id) ? "UnknownVariable" : "UnknownComponent")
                : !type.equals("Actual")
                        ? "NotSupportedAttributeType"
                        : variable.mutability() == Mutability.WriteOnly ? "Rejected" : "Accepted";
        return Json.object()
                .put("attributeStatus", status)
                .put("attributeType", type)
                .put("attributeValue", variable != null && status.equals("Accepted") ? valueOf(variable) : null)
                .raw("component", wanted.path("component").toString())
                .raw("variable", wanted.path("variable").toString());
    }

    /** Judges one entry of SetVariables and stores what is acceptable. */
    public SetStatus set(JsonNode entry) {
        var id = Variable.Id.of(entry.path("component"), entry.path("variable"));
        var value = entry.path("attributeValue").asString("");
        var variable = find(id);
        if (variable == null) {
            return knowsComponent(id) ? SetStatus.UnknownVariable : SetStatus.UnknownComponent;
        }
        if (!entry.path("attributeType").asString("Actual").equals("Actual")) {
            return SetStatus.NotSupportedAttributeType;
        }
        var tooShort = isPassword(entry) && value.length() < 16;
        if (variable.mutability() == Mutability.ReadOnly || !variable.type().accepts(value) || tooShort) {
            return SetStatus.Rejected;
        }
        if (variable.mutability() == Mutability.ReadWrite) {
            put(id, value);
        }
        return variable.reboot() ? SetStatus.RebootRequired : SetStatus.Accepted;
    }

    /** Whether an entry of SetVariables is about the password that the station logs in with. */
    public static boolean isPassword(JsonNode entry) {
        return entry.path("variable").path("name").asString("").equalsIgnoreCase("BasicAuthPassword");
    }

    /** Rows of a base report; {@code writable} leaves out what is read only, as ConfigurationInventory wants it. */
    public List<Json> baseReport(boolean writable) {
        return all().filter(variable -> !writable || variable.mutability() != Mutability.ReadOnly)
                .map(variable -> variable.report(valueOf(variable)))
                .toList();
    }

    /** Rows of a summary: what says whether something works or is there. */
    public List<Json> summary() {
        var names = List.of("available", "enabled", "problem", "availabilitystate");
        return all().filter(variable -> names.contains(variable.id().variable().toLowerCase(Locale.ROOT)))
                .map(variable -> variable.report(valueOf(variable)))
                .toList();
    }

    /** Rows of a GetReport: any of {@code componentVariable}, and components for which one of {@code criteria} is true. */
    public List<Json> report(JsonNode wanted, JsonNode criteria) {
        var rows = new ArrayList<Json>();
        all().filter(variable -> wanted.isEmpty() || named(variable, wanted))
                .filter(variable -> criteria.isEmpty() || meets(variable, criteria))
                .forEach(variable -> rows.add(variable.report(valueOf(variable))));
        return rows;
    }

    private static boolean named(Variable variable, JsonNode wanted) {
        for (var one : wanted) {
            var id = Variable.Id.of(one.path("component"), one.path("variable"));
            var sameComponent = variable.id().componentKey().equals(id.componentKey());
            if (sameComponent && (!one.has("variable") || sameVariable(variable.id(), id))) {
                return true;
            }
        }
        return false;
    }

    private static boolean sameVariable(Variable.Id one, Variable.Id wanted) {
        return wanted.instance() == null
                ? one.variable().equalsIgnoreCase(wanted.variable())
                : one.key().equals(wanted.key());
    }

    /** B08.FR.07 and following: a component without the variable Active, Available or Enabled counts as being so. */
    private boolean meets(Variable variable, JsonNode criteria) {
        for (var criterion : criteria) {
            var name = criterion.asString("");
            var id = variable.id();
            var flag = find(
                    new Variable.Id(id.component(), id.componentInstance(), id.evse(), id.connector(), name, null));
            if (flag == null ? !name.equals("Problem") : valueOf(flag).equalsIgnoreCase("true")) {
                return true;
            }
        }
        return false;
    }

    private Duration seconds(String component, String variable, @Nullable String instance) {
        return Duration.ofSeconds(number(component, variable, instance));
    }

    private int number(String component, String variable, @Nullable String instance) {
        return Integer.parseInt(value(component, variable, instance).strip());
    }

    private boolean flag(String component, String variable) {
        return Boolean.parseBoolean(value(component, variable, null));
    }

    /** Members of a list variable. */
    public List<String> list(String component, String variable) {
        return Configuration16.split(value(component, variable, null));
    }

    /** How many entries of one kind of request are allowed in a message. */
    public int itemsPerMessage(String request) {
        return number("DeviceDataCtrlr", "ItemsPerMessage", request);
    }

    /** How many monitors are allowed in a message. */
    public int monitorsPerMessage(String request) {
        return number("MonitoringCtrlr", "ItemsPerMessage", request);
    }

    @Override
    public Duration heartbeat() {
        return seconds("OCPPCommCtrlr", "HeartbeatInterval", null);
    }

    @Override
    public void heartbeat(Duration interval) {
        preset("OCPPCommCtrlr", "HeartbeatInterval", null, Long.toString(interval.toSeconds()));
    }

    @Override
    public Duration sampleInterval() {
        return flag("SampledDataCtrlr", "Enabled")
                ? seconds("SampledDataCtrlr", "TxUpdatedInterval", null)
                : Duration.ZERO;
    }

    @Override
    public Duration alignedInterval() {
        return flag("AlignedDataCtrlr", "Enabled") ? seconds("AlignedDataCtrlr", "Interval", null) : Duration.ZERO;
    }

    @Override
    public Duration connectionTimeout() {
        return seconds("TxCtrlr", "EVConnectionTimeOut", null);
    }

    @Override
    public List<String> sampledMeasurands() {
        return list("SampledDataCtrlr", "TxUpdatedMeasurands");
    }

    @Override
    public List<String> alignedMeasurands() {
        return list("AlignedDataCtrlr", "Measurands");
    }

    @Override
    public boolean stopOnInvalidToken() {
        return flag("TxCtrlr", "StopTxOnInvalidId");
    }

    @Override
    public boolean stopOnUnplug() {
        return flag("TxCtrlr", "StopTxOnEVSideDisconnect");
    }

    @Override
    public boolean authorizeRemoteStart() {
        return flag("AuthCtrlr", "AuthorizeRemoteStart");
    }

    @Override
    public boolean localAuthorizeOffline() {
        return flag("AuthCtrlr", "LocalAuthorizeOffline");
    }

    @Override
    public boolean localList() {
        return flag("LocalAuthListCtrlr", "Enabled");
    }

    @Override
    public boolean localPreAuthorize() {
        return flag("AuthCtrlr", "LocalPreAuthorize");
    }

    @Override
    public boolean offlineForUnknownToken() {
        return flag("AuthCtrlr", "OfflineTxForUnknownIdEnabled");
    }

    @Override
    public boolean cacheTokens() {
        return flag("AuthCacheCtrlr", "Enabled");
    }

    @Override
    public Outbox.Retry retry() {
        return new Outbox.Retry(
                number("OCPPCommCtrlr", "MessageAttempts", "TransactionEvent"),
                seconds("OCPPCommCtrlr", "MessageAttemptInterval", "TransactionEvent"),
                seconds("OCPPCommCtrlr", "MessageTimeout", "Default"));
    }

    @Override
    public BackOff backOff() {
        return new BackOff(
                seconds("OCPPCommCtrlr", "RetryBackOffWaitMinimum", null),
                seconds("OCPPCommCtrlr", "RetryBackOffRandomRange", null),
                number("OCPPCommCtrlr", "RetryBackOffRepeatTimes", null));
    }

    @Override
    public Duration pingInterval() {
        return seconds("OCPPCommCtrlr", "WebSocketPingInterval", null);
    }

    @Override
    public Duration offlineThreshold() {
        return seconds("OCPPCommCtrlr", "OfflineThreshold", null);
    }
}
