package dev.stationmaster.status;

import dev.stationmaster.changefeed.Change;
import dev.stationmaster.ledger.Fact;
import dev.stationmaster.ledger.Ledger;
import dev.stationmaster.messagelog.Oddities;
import dev.stationmaster.station.StationId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** The present state of every connector, by the station's own clock, and its history. */
@Service
public class StatusService {
    private static final Comparator<ConnectorReport> BY_PLACE =
            Comparator.comparingInt(ConnectorReport::evse).thenComparingInt(ConnectorReport::connector);

    private final Ledger ledger;
    private final Map<StationId, List<ConnectorReport>> present = new ConcurrentHashMap<>();

    /** Loads all states, so that they are complete before any port opens. */
    StatusService(Ledger ledger, StatusStore store) {
        this.ledger = ledger;
        for (ConnectorStatusFact fact : store.loadAll()) apply(fact.station(), fact.report());
    }

    /**
     * Takes a report; durable when this returns. One that is older than what is known goes to the history only (OCPP 1.6 §4.9); of equal times
     * the later arrival counts.
     */
    public void report(StationId station, ConnectorReport told) {
        ConnectorReport known = find(station, told.evse(), told.connector()).orElse(null);
        ConnectorReport report =
                known == null ? told.storable() : told.storable().after(known);
        if (report.clockIsWrong())
            Oddities.note("/timestamp", "clock", "the station's clock is wrong; the time of receipt counts");
        List<Fact<?>> facts = new ArrayList<>(2);
        facts.add(new ConnectorStatusFact(station, report));
        if (isNews(known, report)) facts.add(change(station, report));
        ledger.commit(facts);
        apply(station, report);
    }

    private static boolean isNews(@Nullable ConnectorReport known, ConnectorReport report) {
        if (known == null) return true;
        return !report.effectiveAt().isBefore(known.effectiveAt())
                && !body(known).equals(body(report));
    }

    private void apply(StationId station, ConnectorReport report) {
        present.compute(station, (_, known) -> {
            List<ConnectorReport> changed = new ArrayList<>(known == null ? List.of() : known);
            for (ConnectorReport other : changed) {
                if (!samePlace(other, report)) continue;
                if (report.effectiveAt().isBefore(other.effectiveAt())) return known;
            }
            changed.removeIf(other -> samePlace(other, report));
            changed.add(report);
            changed.sort(BY_PLACE);
            return List.copyOf(changed);
        });
    }

    private static boolean samePlace(ConnectorReport one, ConnectorReport other) {
        return one.evse() == other.evse() && one.connector() == other.connector();
    }

    /** What the station's connectors last said, by EVSE and connector; from memory. */
    public List<ConnectorReport> connectors(StationId station) {
        return present.getOrDefault(station, List.of());
    }

    /** What that connector last said; from memory. */
    public Optional<ConnectorReport> find(StationId station, int evse, int connector) {
        return connectors(station).stream()
                .filter(report -> report.evse() == evse && report.connector() == connector)
                .findFirst();
    }

    private static Change change(StationId station, ConnectorReport report) {
        Map<String, Object> body = new LinkedHashMap<>(body(report));
        if (report.at() != null) body.put("reportedAt", report.at().toString());
        body.put("receivedAt", report.receivedAt().toString());
        return new Change(
                "status", report.evse() + "/" + report.connector(), station, body, "station", report.receivedAt());
    }

    private static Map<String, Object> body(ConnectorReport report) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("evse", report.evse());
        body.put("connector", report.connector());
        body.put("status", report.status());
        put(body, "errorCode", report.errorCode());
        put(body, "info", report.info());
        put(body, "vendorId", report.vendorId());
        put(body, "vendorErrorCode", report.vendorErrorCode());
        return body;
    }

    private static void put(Map<String, Object> body, String name, @Nullable String value) {
        if (value != null) body.put(name, value);
    }
}
