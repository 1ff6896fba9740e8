package dev.stationmaster.diagnostics;

import dev.stationmaster.diagnostics.SecurityPatternStore.Ack;
import dev.stationmaster.diagnostics.SecurityPatternStore.AtStation;
import dev.stationmaster.platform.web.ApiProblem;
import dev.stationmaster.platform.web.Page;
import dev.stationmaster.platform.web.Scope;
import dev.stationmaster.station.Station;
import dev.stationmaster.station.StationDirectory;
import java.security.Principal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Security events of all stations, grouped by what they tell, and who has seen them. */
@RestController
@RequestMapping("/api/v1/security-events")
class SecurityEventResource {
    private static final int MOST_DAYS = 366;
    private static final int LONGEST_TYPE = 255;
    private static final int LONGEST_NOTE = 1_000;

    private final SecurityPatternStore store;
    private final StationDirectory stations;
    private final InstantSource clock;

    SecurityEventResource(SecurityPatternStore store, StationDirectory stations, InstantSource clock) {
        this.store = store;
        this.stations = stations;
        this.clock = clock;
    }

    /** @param fresh of them not acknowledged */
    record SecurityPatternStation(String station, long count, long fresh, Instant lastAt) {}

    /**
     * What stations told alike.
     *
     * @param type as in the standard's list of security events, or a maker's own
     * @param fresh of them not acknowledged
     * @param stations the newest first
     * @param acknowledgedThrough events received until then are seen; null when nobody has acknowledged any
     */
    record SecurityPattern(
            String type,
            long count,
            long fresh,
            Instant firstAt,
            Instant lastAt,
            List<SecurityPatternStation> stations,
            @Nullable Instant acknowledgedThrough,
            @Nullable String acknowledgedBy,
            @Nullable Instant acknowledgedAt,
            @Nullable String note) {}

    /** @param through events received until then are seen; the time of the newest one that was looked at */
    record SecurityAckForm(
            @Nullable String type,
            @Nullable Instant through,
            @Nullable String note) {}

    /** @param through events received until then are seen */
    record SecurityAckView(
            String type, Instant through, @Nullable String note) {}

    /** What is not acknowledged first, then the newest; they are few, so there are no pages. @param days how far back, 1 to 366 */
    @GetMapping
    Page<SecurityPattern> list(@RequestParam(defaultValue = "30") int days) {
        if (days < 1 || days > MOST_DAYS) throw ApiProblem.invalid("days", "1..366", "days must be from 1 to 366.");
        Map<String, Ack> acks = new HashMap<>();
        for (Ack ack : store.acks()) acks.put(ack.type(), ack);
        Map<String, List<AtStation>> byType = new TreeMap<>();
        Scope scope = Scope.current();
        for (AtStation told : store.patterns(clock.instant().minus(Duration.ofDays(days)))) {
            Station station = stations.find(told.station()).orElse(null);
            if (station == null || !scope.includes(station.siteId())) continue;
            byType.computeIfAbsent(told.type(), _ -> new ArrayList<>()).add(told);
        }
        List<SecurityPattern> patterns = new ArrayList<>();
        byType.forEach((type, told) -> patterns.add(pattern(type, told, acks.get(type))));
        patterns.sort(Comparator.comparing((SecurityPattern one) -> one.fresh() == 0)
                .thenComparing(SecurityPattern::lastAt, Comparator.reverseOrder()));
        return new Page<>(patterns, null);
    }

    /** These are seen; what comes later is not. The same again changes the note. */
    @PostMapping("/acknowledge")
    SecurityAckView acknowledge(@RequestBody SecurityAckForm form, Principal operator) {
        String type = form.type();
        Instant through = form.through();
        String note = form.note() == null ? "" : form.note().strip();
        if (type == null || type.length() > LONGEST_TYPE)
            throw ApiProblem.invalid("type", "required", "type is the type of the events.");
        if (through == null)
            throw ApiProblem.invalid("through", "required", "through is the time of the newest event.");
        if (note.length() > LONGEST_NOTE)
            throw ApiProblem.invalid("note", "maxLength 1000", "note has at most 1,000 characters.");
        Instant now = clock.instant();
        // Nobody has seen what is still to come.
        Instant seen = through.isAfter(now) ? now : through;
        store.save(new Ack(type, seen, note.isEmpty() ? null : note, operator.getName(), now));
        return new SecurityAckView(type, seen, note.isEmpty() ? null : note);
    }

    private SecurityPattern pattern(String type, List<AtStation> told, @Nullable Ack ack) {
        List<SecurityPatternStation> at = told.stream()
                .sorted(Comparator.comparing(AtStation::lastAt).reversed())
                .map(one -> new SecurityPatternStation(
                        stations.nameOf(one.station()).orElse(""), one.count(), one.fresh(), one.lastAt()))
                .toList();
        return new SecurityPattern(
                type,
                told.stream().mapToLong(AtStation::count).sum(),
                told.stream().mapToLong(AtStation::fresh).sum(),
                told.stream()
                        .map(AtStation::firstAt)
                        .min(Comparator.naturalOrder())
                        .orElseThrow(),
                told.stream()
                        .map(AtStation::lastAt)
                        .max(Comparator.naturalOrder())
                        .orElseThrow(),
                at,
                ack == null ? null : ack.throughAt(),
                ack == null ? null : ack.actor(),
                ack == null ? null : ack.ackedAt(),
                ack == null ? null : ack.note());
    }
}
