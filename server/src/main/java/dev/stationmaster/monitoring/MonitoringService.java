package dev.stationmaster.monitoring;

import dev.stationmaster.changefeed.Change;
import dev.stationmaster.command.EffectTold;
import dev.stationmaster.command.Monitor;
import dev.stationmaster.ledger.Ledger;
import dev.stationmaster.messagelog.StationFindings;
import dev.stationmaster.report.Report;
import dev.stationmaster.report.ReportKey;
import dev.stationmaster.report.ReportKind;
import dev.stationmaster.report.ReportListener;
import dev.stationmaster.report.ReportPart;
import dev.stationmaster.report.Reports;
import dev.stationmaster.station.Station;
import dev.stationmaster.station.StationDirectory;
import dev.stationmaster.station.StationId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.stereotype.Service;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Which monitors stations have, as they reported and accepted them; durable when a method returns. */
@Service
public class MonitoringService implements ReportListener, SmartInitializingSingleton {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final TypeReference<List<ReportedMonitor>> MONITORS = new TypeReference<>() {};

    private final MonitorStore store;
    private final Reports reports;
    private final Ledger ledger;
    private final StationDirectory stations;
    private final ObjectProvider<EffectTold> effects;
    private final StationFindings findings;
    private final InstantSource clock;
    /** In memory, because every event asks for it. */
    private final Map<StationId, Map<Integer, Integer>> severities = new ConcurrentHashMap<>();
    /** Stations of which monitors are wanted, or were. */
    private final Set<StationId> wanting = ConcurrentHashMap.newKeySet();

    MonitoringService(
            MonitorStore store,
            Reports reports,
            Ledger ledger,
            StationDirectory stations,
            ObjectProvider<EffectTold> effects,
            StationFindings findings,
            InstantSource clock) {
        this.store = store;
        this.reports = reports;
        this.ledger = ledger;
        this.stations = stations;
        this.effects = effects;
        this.findings = findings;
        this.clock = clock;
    }

    /** How severe that monitor's events are, 0 (Danger) to 9 (Debug); empty for one we were never told of. From memory. */
    public OptionalInt severity(StationId station, int monitor) {
        Integer known = severities.getOrDefault(station, Map.of()).get(monitor);
        return known == null ? OptionalInt.empty() : OptionalInt.of(known);
    }

    /**
     * One part of a report of monitors. When none is missing any more, it is what the station has.
     *
     * @param toContinue the wire's {@code tbc}; false when it was absent
     * @see "OCPP 2.0.1 part 2, N02"
     */
    public void report(
            ReportKey report, int seqNo, boolean toContinue, Instant generatedAt, List<ReportedMonitor> monitors) {
        String content = JSON.writeValueAsString(monitors);
        reports.part(new ReportPart(report, seqNo, toContinue, generatedAt, clock.instant(), content))
                .ifPresent(contents -> complete(report, read(contents)));
    }

    private static List<ReportedMonitor> read(List<String> contents) {
        List<ReportedMonitor> all = new ArrayList<>();
        for (String content : contents) all.addAll(JSON.readValue(content, MONITORS));
        return all;
    }

    /** Nobody's question leaves what it does not name as it was: the station may have reported a part of what it has. */
    private void complete(ReportKey report, List<ReportedMonitor> monitors) {
        StationId station = report.station();
        String asked = reports.find(report).map(Report::asked).orElse(null);
        Set<Integer> gone = new HashSet<>();
        if (asked != null) {
            Question question = JSON.readValue(asked, Question.class);
            for (MonitorStore.Told told : store.told(station)) {
                if (question.covers(told.monitor())) gone.add(told.monitor().id());
            }
        }
        store.replace(station, gone, monitors, "report", clock.instant());
        changed(station, "station");
        if (asked != null) compare(station, JSON.readValue(asked, Question.class));
        effects.ifAvailable(told -> told.told(
                station,
                "monitoring report " + report.requestId(),
                true,
                "monitoring report " + report.requestId() + " with " + monitors.size() + " monitors"));
    }

    /** Whether monitors of the station may be wanted. From memory. */
    boolean mayWant(StationId station) {
        return wanting.contains(station);
    }

    boolean wants(StationId station) {
        return !store.wanted(station).isEmpty();
    }

    private void want(StationId station, Monitor monitor, Instant now) {
        store.want(station, monitor, now);
        wanting.add(station);
    }

    /** Where the station told of all its monitors: the wanted ones get the numbers that they have now, and what is not as wanted is a finding. */
    private void compare(StationId station, Question question) {
        if (!question.isForAll()) return;
        List<Monitor> renumbered = new ArrayList<>();
        Map<MonitorLine.State, List<String>> odd = new EnumMap<>(MonitorLine.State.class);
        for (MonitorLine line : MonitorLine.compare(store.wanted(station), store.told(station))) {
            MonitorStore.Wanted wanted = line.wanted();
            if (wanted == null) continue;
            MonitorStore.Told told = line.told();
            Integer number = told == null ? null : (Integer) told.monitor().id();
            if (!Objects.equals(number, wanted.monitor().id()))
                renumbered.add(wanted.monitor().withId(number));
            odd.computeIfAbsent(line.state(), _ -> new ArrayList<>()).add(line.words());
        }
        store.number(station, renumbered);
        note(station, "monitor-missing", odd.get(MonitorLine.State.MISSING));
        note(station, "monitor-different", odd.get(MonitorLine.State.DIFFERENT));
    }

    private void note(StationId station, String rule, @Nullable List<String> odd) {
        if (odd != null) findings.note(station, "NotifyMonitoringReport", rule, String.join("; ", odd));
    }

    @Override
    public void incomplete(ReportKey report) {
        if (report.kind() != ReportKind.MONITORING) return;
        String subject = "monitoring report " + report.requestId();
        effects.ifAvailable(told -> told.told(report.station(), subject, false, subject + " is incomplete"));
    }

    /** The station has none of those that were asked for. */
    void none(ReportKey report) {
        reports.find(report).map(Report::asked).ifPresent(asked -> {
            Question question = JSON.readValue(asked, Question.class);
            store.forget(
                    report.station(),
                    store.told(report.station()).stream()
                            .map(MonitorStore.Told::monitor)
                            .filter(question::covers)
                            .map(ReportedMonitor::id)
                            .toList());
            changed(report.station(), "station");
            compare(report.station(), question);
        });
    }

    /** What the station accepted is wanted and there; what it refused is neither. */
    void settled(StationId station, List<Monitor.Settled> results) {
        Instant now = clock.instant();
        for (Monitor.Settled result : results) {
            Monitor monitor = result.monitor();
            Integer id = monitor.id();
            if (!result.status().equals("Accepted") || id == null) continue;
            List<Integer> replaced = store.told(station).stream()
                    .map(MonitorStore.Told::monitor)
                    .filter(one -> one.id() == id || one.isFor(monitor))
                    .map(ReportedMonitor::id)
                    .toList();
            store.replace(station, replaced, List.of(ReportedMonitor.of(monitor, id)), "set", now);
            want(station, monitor, now);
        }
        changed(station, "server");
    }

    /** Nobody knows whether the station took them: they are wanted, and a report will show. */
    void unanswered(StationId station, List<Monitor> monitors) {
        for (Monitor monitor : monitors) want(station, monitor, clock.instant());
        changed(station, "server");
    }

    /** Those it says it does not have are gone just as well; one it refuses to clear stays. */
    void cleared(StationId station, List<Monitor.Cleared> results) {
        List<Integer> gone = results.stream()
                .filter(result -> !result.status().equals("Rejected"))
                .map(Monitor.Cleared::id)
                .toList();
        store.forget(station, gone);
        store.unwant(station, gone);
        changed(station, "server");
    }

    /** All keeps what operators set; the others wipe it (N03.FR.04, N03.FR.05). */
    void based(StationId station, String base) {
        store.base(station, base, clock.instant());
        if (!base.equals("All")) {
            store.unwantAll(station);
            store.forget(
                    station,
                    store.told(station).stream()
                            .map(MonitorStore.Told::monitor)
                            .filter(one -> "CustomMonitor".equals(one.kind())
                                    || base.equals("HardWiredOnly") && "PreconfiguredMonitor".equals(one.kind()))
                            .map(ReportedMonitor::id)
                            .toList());
        }
        changed(station, "server");
    }

    void levelled(StationId station, int level) {
        store.level(station, level, clock.instant());
        changed(station, "server");
    }

    private void changed(StationId station, String actor) {
        List<MonitorStore.Told> told = store.told(station);
        remember(station, told);
        String identity = stations.find(station).map(Station::identity).orElse("");
        Map<String, Object> body = Map.of("monitors", told.size());
        ledger.commit(new Change("monitor", identity, station, body, actor, clock.instant()));
    }

    private void remember(StationId station, List<MonitorStore.Told> told) {
        Map<Integer, Integer> known = new ConcurrentHashMap<>();
        for (MonitorStore.Told one : told)
            known.put(one.monitor().id(), one.monitor().severity());
        severities.put(station, known);
    }

    @Override
    public void afterSingletonsInstantiated() {
        wanting.addAll(store.wanting());
        for (MonitorStore.Severity one : store.severities()) {
            severities
                    .computeIfAbsent(one.station(), _ -> new ConcurrentHashMap<>())
                    .put(one.monitor(), one.severity());
        }
    }
}
