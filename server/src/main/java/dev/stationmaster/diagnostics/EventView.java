package dev.stationmaster.diagnostics;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A device or security event as the API shows it; what does not apply is left out.
 *
 * @param id ours
 * @param eventId the station's number; it begins anew after a reboot
 * @param severityName the standard's name of the severity
 * @param cause number of the event that led to this one
 * @param causes what led to it, the nearest first; only of a single event
 */
record EventView(
        long id,
        @Nullable String station,
        Instant at,
        Instant receivedAt,
        String kind,
        @Nullable Integer eventId,
        @Nullable String component,
        @Nullable String componentInstance,
        @Nullable Integer evse,
        @Nullable Integer connector,
        @Nullable String variable,
        @Nullable String variableInstance,
        @Nullable String value,
        @Nullable String trigger,
        @Nullable Integer severity,
        @Nullable String severityName,
        @Nullable Boolean cleared,
        @Nullable Integer monitor,
        @Nullable String notification,
        @Nullable Integer cause,
        @Nullable String transactionId,
        @Nullable String type,
        @Nullable String techCode,
        @Nullable String techInfo,
        @Nullable List<EventView> causes) {
    static EventView of(long id, @Nullable String station, DeviceEvent event) {
        DeviceEvent.Place place = event.place();
        DeviceEvent.Origin origin = event.origin();
        Integer severity = event.severity();
        return new EventView(
                id,
                station,
                event.occurredAt(),
                event.receivedAt(),
                event.kind().word(),
                event.eventId(),
                place == null ? null : place.component(),
                place == null ? null : place.componentInstance(),
                place == null ? null : place.evse(),
                place == null ? null : place.connector(),
                place == null ? null : place.variable(),
                place == null ? null : place.variableInstance(),
                event.value(),
                event.trigger(),
                severity,
                severity == null ? null : Severity.of(severity).word(),
                event.cleared(),
                origin == null ? null : origin.monitor(),
                origin == null ? null : origin.notification(),
                origin == null ? null : origin.cause(),
                origin == null ? null : origin.transaction(),
                event.type(),
                event.techCode(),
                event.techInfo(),
                null);
    }

    EventView with(List<EventView> causes) {
        return new EventView(
                id,
                station,
                at,
                receivedAt,
                kind,
                eventId,
                component,
                componentInstance,
                evse,
                connector,
                variable,
                variableInstance,
                value,
                trigger,
                severity,
                severityName,
                cleared,
                monitor,
                notification,
                cause,
                transactionId,
                type,
                techCode,
                techInfo,
                causes);
    }
}
