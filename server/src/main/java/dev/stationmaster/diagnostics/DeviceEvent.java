package dev.stationmaster.diagnostics;

import dev.stationmaster.ledger.Fact;
import dev.stationmaster.station.StationId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened in a station: an event of its device model (OCPP 2.x, N07/N08) or a security event (1.6 Security Whitepaper and
 * 2.x, A04). What does not apply is null.
 *
 * @param occurredAt station clock
 * @param eventId the station's number of a device event
 * @param trigger Alerting, Delta or Periodic
 * @param severity 0 (Danger) to 9 (Debug): told since 2.1, else that of the monitor
 * @param cleared true closes the alarm of that variable
 * @param type of a security event; any text
 * @param origin what a device event came from; null for a security event
 */
public record DeviceEvent(
        StationId station,
        Kind kind,
        Instant occurredAt,
        Instant receivedAt,
        @Nullable Integer eventId,
        @Nullable Place place,
        @Nullable String value,
        @Nullable String trigger,
        @Nullable Integer severity,
        @Nullable Boolean cleared,
        @Nullable String type,
        @Nullable String techCode,
        @Nullable String techInfo,
        @Nullable Origin origin)
        implements Fact<Void> {
    public enum Kind {
        DEVICE("deviceEvent"),
        SECURITY("securityEvent");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        /** As the API and the database write it. */
        public String word() {
            return word;
        }
    }

    /** The variable that an event is about. */
    public record Place(
            String component,
            @Nullable String componentInstance,
            @Nullable Integer evse,
            @Nullable Integer connector,
            String variable,
            @Nullable String variableInstance) {}

    /**
     * What a device event came from.
     *
     * @param monitor the station's number of the monitor
     * @param cause number of the event that led to this one
     * @param notification HardWiredNotification, HardWiredMonitor, PreconfiguredMonitor or CustomMonitor
     * @param transaction in the station's words
     */
    public record Origin(
            @Nullable Integer monitor,
            @Nullable Integer cause,
            String notification,
            @Nullable String transaction) {}

    /** A security event. */
    public static DeviceEvent security(
            StationId station, String type, Instant occurredAt, @Nullable String techInfo, Instant receivedAt) {
        return new DeviceEvent(
                station,
                Kind.SECURITY,
                occurredAt,
                receivedAt,
                null,
                null,
                null,
                null,
                null,
                null,
                type,
                null,
                techInfo,
                null);
    }

    /** Equal for a repeat of the same event, whatever message brings it. */
    UUID content() {
        String said = kind + "|" + eventId + "|" + place + "|" + value + "|" + trigger + "|" + cleared + "|" + type
                + "|" + techCode + "|" + techInfo;
        return UUID.nameUUIDFromBytes(said.getBytes(StandardCharsets.UTF_8));
    }
}
