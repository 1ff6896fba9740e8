package dev.stationmaster.overview;

import dev.stationmaster.station.BootListener;
import dev.stationmaster.station.BootReport;
import dev.stationmaster.station.StationId;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What stations said of themselves when they booted last, in memory: lists of many thousands are filtered by it at each key that somebody types. */
@Component
class StationTraits implements BootListener {
    private final Map<StationId, Trait> known = new ConcurrentHashMap<>();
    /** Many stations are of few models. */
    private final Map<String, String> words = new ConcurrentHashMap<>();

    /**
     * @param text all of it in small letters, to be searched
     */
    record Trait(
            @Nullable String vendor,
            @Nullable String model,
            @Nullable String firmwareVersion,
            @Nullable String serialNumber,
            String text) {}

    private static final Trait NOTHING = new Trait(null, null, null, null, "");

    StationTraits(OverviewStore store) {
        store.boots(this::take);
    }

    Trait of(StationId station) {
        return known.getOrDefault(station, NOTHING);
    }

    @Override
    public void booted(StationId station, BootReport report, Instant at) {
        take(station, report);
    }

    private void take(StationId station, BootReport report) {
        String text = (report.vendor()
                        + ' '
                        + report.model()
                        + ' '
                        + part(report.serialNumber())
                        + ' '
                        + part(report.firmwareVersion()))
                .toLowerCase(Locale.ROOT);
        known.put(
                station,
                new Trait(
                        shared(report.vendor()),
                        shared(report.model()),
                        shared(report.firmwareVersion()),
                        report.serialNumber(),
                        text));
    }

    private static String part(@Nullable String text) {
        return text == null ? "" : text;
    }

    private @Nullable String shared(@Nullable String word) {
        return word == null ? null : words.computeIfAbsent(word, same -> same);
    }
}
