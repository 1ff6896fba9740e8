package dev.stationmaster.devicemodel;

import dev.stationmaster.devicemodel.DeviceModelStore.Filter;
import dev.stationmaster.devicemodel.DeviceModelStore.StoredPart;
import dev.stationmaster.devicemodel.DeviceModelStore.StoredReport;
import dev.stationmaster.devicemodel.ReportedVariable.Characteristics;
import dev.stationmaster.ledger.Ledger;
import dev.stationmaster.station.StationId;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The variables of stations, whatever version told them, and the reports they came in. */
@Service
public class DeviceModelService implements SmartInitializingSingleton {
    private static final Logger log = LoggerFactory.getLogger(DeviceModelService.class);
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final TypeReference<List<ReportedVariable>> VARIABLES = new TypeReference<>() {};

    private final Ledger ledger;
    private final DeviceModelStore store;
    private final StationLimits limits;
    private final WriteOnlyVariables secrets;
    private final ObjectProvider<ReportListener> listeners;
    private final InstantSource clock;
    private final Map<Key, Assembly> open = new ConcurrentHashMap<>();

    private record Key(StationId station, int requestId) {}

    DeviceModelService(
            Ledger ledger,
            DeviceModelStore store,
            StationLimits limits,
            WriteOnlyVariables secrets,
            ObjectProvider<ReportListener> listeners,
            InstantSource clock) {
        this.ledger = ledger;
        this.store = store;
        this.limits = limits;
        this.secrets = secrets;
        this.listeners = listeners;
        this.clock = clock;
    }

    /**
     * One part of a report; durable when this returns, and the model up to date when it was the one that was missing. Nobody needs to have
     * asked for it. A station's parts come one at a time, through its mailbox.
     *
     * @param toContinue the wire's {@code tbc}; false when it was absent
     * @see "OCPP 2.0.1 part 2, B07 and B08"
     */
    public void report(
            StationId station,
            int requestId,
            int seqNo,
            boolean toContinue,
            Instant generatedAt,
            List<ReportedVariable> variables) {
        Instant now = clock.instant();
        Key key = new Key(station, requestId);
        Assembly assembly = open.computeIfAbsent(key, _ -> assembled(key, now));
        if (assembly.isOverBefore(seqNo, generatedAt)) {
            store.asked(station, requestId, null, now);
            assembly = new Assembly(now);
            open.put(key, assembly);
        }
        String content = JSON.writeValueAsString(withoutSecrets(variables));
        ledger.commit(new ReportPart(station, requestId, seqNo, toContinue, generatedAt, now, content));
        if (seqNo == 0) assembly.firstGeneratedAt(generatedAt);
        boolean complete = assembly.add(seqNo, toContinue, now);
        if (complete) takeOver(key);
    }

    /** Values that a station told or confirmed; durable when this returns. @param source get, set or event */
    public void updated(StationId station, List<VariableValue> values, String source) {
        updated(station, values, Origin.of(source));
    }

    /** As the other, and who brought it about. */
    public void updated(StationId station, List<VariableValue> values, Origin origin) {
        Instant now = clock.instant();
        List<VariableRow> rows = values.stream()
                .map(value -> VariableRow.of(station, value, now, origin))
                .toList();
        ledger.commit(rows);
        learn(rows);
    }

    /** A report was asked for. @param kind FullInventory, ConfigurationInventory, SummaryInventory or Custom */
    public void asked(StationId station, int requestId, String kind) {
        Instant now = clock.instant();
        store.asked(station, requestId, kind, now);
        open.put(new Key(station, requestId), new Assembly(now));
    }

    /** The station will not send that report. @param empty because there is nothing in it; else it refused */
    public void notComing(StationId station, int requestId, boolean empty) {
        open.remove(new Key(station, requestId));
        if (!empty) {
            store.forget(station, requestId);
            return;
        }
        store.state(station, requestId, "empty", clock.instant());
        listeners.forEach(listener -> listener.empty(station, requestId));
    }

    /** The station's own limit on what we send, for example {@code DeviceDataCtrlr.ItemsPerMessage[GetVariables]}; from memory. */
    public OptionalInt limit(StationId station, Variable variable) {
        return limits.of(station, variable);
    }

    /** As {@link #limit(StationId, Variable)}, of the component DeviceDataCtrlr. */
    public OptionalInt limit(StationId station, String name, String instance) {
        return limits.of(station, Variable.of("DeviceDataCtrlr", name, instance));
    }

    /** Whether the station said that it has not, or does not use, what {@code TariffCostCtrlr.Available} and {@code Enabled} tell of; from memory. */
    public boolean isOff(StationId station, Variable variable) {
        return limits.isOff(station, variable);
    }

    /** How many values the station told when it was asked, and when the last of them. @param newestAt null when it told none */
    public record Read(int count, @Nullable Instant newestAt) {}

    /** What was read of the station's configuration so far; asks the database. */
    public Read read(StationId station) {
        return store.read(station);
    }

    /** The Actual value as last told; asks the database. */
    public Optional<String> value(StationId station, Variable variable) {
        return store.find(station, variable, VariableValue.ACTUAL).map(VariableRow::value);
    }

    /** The largest value that the station declared for the variable; asks the database. */
    public Optional<BigDecimal> maxLimit(StationId station, Variable variable) {
        return store.find(station, variable, VariableValue.ACTUAL)
                .map(VariableRow::characteristics)
                .map(Characteristics::maxLimit);
    }

    /** What the station declared the variable to be; asks the database. */
    public Optional<Characteristics> characteristics(StationId station, Variable variable) {
        return store.find(station, variable, VariableValue.ACTUAL).map(VariableRow::characteristics);
    }

    List<VariableRow> list(StationId station, Filter filter, @Nullable String after, int limit) {
        return store.list(station, filter, after, limit);
    }

    List<StoredReport> reports(StationId station, @Nullable Integer only) {
        return store.reports(station, only);
    }

    List<ReportedVariable> content(StationId station, int requestId) {
        List<ReportedVariable> all = new ArrayList<>();
        for (StoredPart part : store.parts(station, requestId)) all.addAll(JSON.readValue(part.content(), VARIABLES));
        return all;
    }

    /** Reports that were coming in when the server stopped go on. */
    @Override
    public void afterSingletonsInstantiated() {
        limits.load(store.limits());
        limits.loadSwitches(store.priceSwitches());
        for (DeviceModelStore.StoredName name : store.writeOnly()) {
            secrets.learn(name.station(), name.component(), name.variable());
        }
        for (DeviceModelStore.OpenReport report : store.receiving()) {
            Key key = new Key(report.station(), report.requestId());
            Assembly assembly = assembled(key, clock.instant());
            open.put(key, assembly);
            if (assembly.isComplete()) takeOver(key);
        }
    }

    /** Gives up on reports whose next part has not come for minutes. */
    @Scheduled(initialDelay = 15, fixedDelay = 15, timeUnit = TimeUnit.SECONDS)
    void giveUpOnSilent() {
        Instant now = clock.instant();
        open.forEach((key, assembly) -> {
            if (assembly.touchedAt().plus(PATIENCE).isAfter(now)) return;
            if (!open.remove(key, assembly) || assembly.isComplete()) return;
            store.state(key.station, key.requestId, "incomplete", now);
            log.warn("event=report-incomplete station={} request={}", key.station.key(), key.requestId);
            listeners.forEach(listener -> listener.incomplete(key.station, key.requestId));
        });
    }

    private void learn(List<VariableRow> rows) {
        for (VariableRow row : rows) {
            limits.learn(row);
            secrets.learn(row);
        }
    }

    private Assembly assembled(Key key, Instant now) {
        var assembly = new Assembly(now);
        for (StoredPart part : store.parts(key.station, key.requestId)) {
            if (part.seqNo() == 0) assembly.firstGeneratedAt(part.generatedAt());
            assembly.add(part.seqNo(), part.toContinue(), now);
        }
        return assembly;
    }

    private void takeOver(Key key) {
        Instant now = clock.instant();
        List<ReportedVariable> variables = content(key.station, key.requestId);
        List<VariableRow> rows = variables.stream()
                .flatMap(variable -> VariableRow.of(key.station, variable, now).stream())
                .toList();
        boolean whole = store.reports(key.station, key.requestId).stream()
                .anyMatch(report -> "FullInventory".equals(report.kind()));
        store.apply(key.station, key.requestId, rows, whole, now);
        learn(rows);
        log.info(
                "event=report-complete station={} request={} variables={}",
                key.station.key(),
                key.requestId,
                variables.size());
        listeners.forEach(listener -> listener.completed(key.station, key.requestId, variables.size()));
    }

    private static List<ReportedVariable> withoutSecrets(List<ReportedVariable> variables) {
        return variables.stream()
                .map(told -> new ReportedVariable(
                        told.variable(),
                        told.attributes().stream()
                                .map(attribute -> told.hides(attribute) ? attribute.withoutValue() : attribute)
                                .toList(),
                        told.characteristics()))
                .toList();
    }
}
