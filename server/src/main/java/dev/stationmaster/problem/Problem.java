package dev.stationmaster.problem;

import dev.stationmaster.problem.Kind.Severity;
import dev.stationmaster.station.StationId;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something that is wrong, or was.
 *
 * @param object what it is about, within its kind
 * @param station null for what is no station's
 * @param siteId where the station stood when it began
 * @param code what problems of the same pattern share
 * @param facts what a sentence about it needs, by name
 * @param startedAt as far back as is known
 * @param openedAt when it was noticed, the last time
 * @param closedAt when it was cured; null while it is open
 * @param reopened how often it came back within a day
 */
public record Problem(
        UUID id,
        Kind kind,
        String object,
        @Nullable StationId station,
        @Nullable Integer siteId,
        @Nullable Integer evse,
        @Nullable Integer connector,
        Severity severity,
        String code,
        Map<String, String> facts,
        Device device,
        Instant startedAt,
        Instant openedAt,
        @Nullable Instant closedAt,
        int reopened,
        Care care,
        Instant changedAt) {

    /** There is one open problem of each. */
    record Key(Kind kind, String object) {}

    /** What the station is, as it said when it booted. */
    public record Device(
            @Nullable String vendor,
            @Nullable String model,
            @Nullable String firmwareVersion) {
        static final Device UNKNOWN = new Device(null, null, null);
    }

    /** What people do about it. */
    public record Care(
            @Nullable Instant acknowledgedAt,
            @Nullable String acknowledgedBy,
            @Nullable String assignee,
            @Nullable Instant snoozedUntil) {
        static final Care NONE = new Care(null, null, null, null);
    }

    Key key() {
        return new Key(kind, object);
    }

    public boolean open() {
        return closedAt == null;
    }

    public boolean snoozed(Instant now) {
        return care.snoozedUntil != null && care.snoozedUntil.isAfter(now);
    }

    /** As it looks now; the same object when nothing changed. */
    Problem seen(Symptom symptom, Instant now) {
        if (severity == symptom.severity() && code.equals(symptom.code()) && facts.equals(symptom.facts())) return this;
        return new Problem(
                id,
                kind,
                object,
                station,
                siteId,
                symptom.evse(),
                symptom.connector(),
                symptom.severity(),
                symptom.code(),
                symptom.facts(),
                device,
                startedAt,
                openedAt,
                closedAt,
                reopened,
                care,
                now);
    }

    Problem closed(Instant now) {
        return with(startedAt, openedAt, now, reopened, care, now);
    }

    /** It came back: whoever had acknowledged it has to look again. */
    Problem again(Symptom symptom, Instant now) {
        Instant since = symptom.since();
        var anew = new Care(null, null, care.assignee, care.snoozedUntil);
        return with(since == null ? now : since, now, null, reopened + 1, anew, now)
                .seen(symptom, now);
    }

    Problem with(Care changed, Instant now) {
        return with(startedAt, openedAt, closedAt, reopened, changed, now);
    }

    private Problem with(
            Instant started, Instant opened, @Nullable Instant closed, int times, Care cared, Instant changed) {
        return new Problem(
                id, kind, object, station, siteId, evse, connector, severity, code, facts, device, started, opened,
                closed, times, cared, changed);
    }
}
