package dev.stationmaster.diagnostics;

import dev.stationmaster.changefeed.Change;
import dev.stationmaster.ledger.Fact;
import dev.stationmaster.ledger.Ledger;
import dev.stationmaster.station.Station;
import dev.stationmaster.station.StationDirectory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Takes what stations tell about themselves; everything is durable when a method returns. */
@Service
public class DiagnosticsService {
    private final Ledger ledger;
    private final StationDirectory stations;

    DiagnosticsService(Ledger ledger, StationDirectory stations) {
        this.ledger = ledger;
        this.stations = stations;
    }

    /** Events of one message; a repeat adds nothing. */
    public void events(List<DeviceEvent> events) {
        List<Fact<?>> facts = new ArrayList<>(events);
        for (DeviceEvent event : events) if (isNews(event)) facts.add(change(event));
        ledger.commit(facts);
    }

    /** Values that come by the clock, and the states of connectors, which have a topic of their own, are not told. */
    private static boolean isNews(DeviceEvent event) {
        DeviceEvent.Place place = event.place();
        return !"Periodic".equals(event.trigger())
                && (place == null || !place.variable().equalsIgnoreCase("AvailabilityState"));
    }

    private Change change(DeviceEvent event) {
        String identity = stations.find(event.station()).map(Station::identity).orElse("");
        DeviceEvent.Place place = event.place();
        Integer severity = event.severity();
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("kind", event.kind().word());
        body.put("at", event.occurredAt().toString());
        put(body, "component", place == null ? null : place.component());
        put(body, "evse", place == null ? null : place.evse());
        put(body, "connector", place == null ? null : place.connector());
        put(body, "variable", place == null ? null : place.variable());
        put(body, "value", event.value());
        put(body, "trigger", event.trigger());
        put(body, "severity", severity);
        put(
                body,
                "severityName",
                severity == null ? null : Severity.of(severity).word());
        put(body, "cleared", event.cleared());
        put(body, "type", event.type());
        put(body, "techCode", event.techCode());
        put(body, "techInfo", event.techInfo());
        return new Change("event", identity, event.station(), body, "station", event.receivedAt());
    }

    private static void put(Map<String, Object> body, String name, @Nullable Object value) {
        if (value != null) body.put(name, value);
    }

    /** A message that is kept as it came; the same message again adds nothing. */
    public void notice(StationNotice notice) {
        ledger.commit(notice);
    }
}
