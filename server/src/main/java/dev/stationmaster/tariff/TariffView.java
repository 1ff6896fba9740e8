package dev.stationmaster.tariff;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * A tariff as the API shows it, and takes it again.
 *
 * @param version of it, counted by the server; not read
 * @param since when this version was made; not read
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record TariffView(
        String id,
        int version,
        Instant since,
        String name,
        String currency,
        @Nullable BigDecimal taxPercent,
        boolean taxIncluded,
        List<Element> elements,
        int idleGraceMinutes,
        @Nullable BigDecimal minCost,
        @Nullable BigDecimal maxCost,
        String rounding,
        @Nullable Instant validFrom,
        @Nullable Instant validUntil,
        Map<String, String> texts) {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** Prices and their hours. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Element(
            @Nullable BigDecimal perKwh,
            @Nullable BigDecimal perMinute,
            @Nullable BigDecimal perIdleMinute,
            @Nullable BigDecimal perSession,
            @Nullable List<String> days,
            @Nullable String from,
            @Nullable String until) {
        static Element of(PriceElement element) {
            return new Element(
                    element.perKwh(),
                    element.perMinute(),
                    element.perIdleMinute(),
                    element.perSession(),
                    element.days().isEmpty()
                            ? null
                            : element.days().stream()
                                    .sorted()
                                    .map(TariffView::word)
                                    .toList(),
                    element.from() == null ? null : element.from().toString(),
                    element.until() == null ? null : element.until().toString());
        }
    }

    static TariffView of(Tariff tariff) {
        return new TariffView(
                tariff.id(),
                tariff.version(),
                tariff.since(),
                tariff.name(),
                tariff.currency(),
                tariff.taxPercent(),
                tariff.taxIncluded(),
                tariff.elements().stream().map(Element::of).toList(),
                tariff.idleGraceMinutes(),
                tariff.minCost(),
                tariff.maxCost(),
                tariff.rounding().word(),
                tariff.validFrom(),
                tariff.validUntil(),
                new TreeMap<>(tariff.texts()));
    }

    /** monday, tuesday … */
    static String word(DayOfWeek day) {
        return day.name().toLowerCase(Locale.ROOT);
    }

    String text() {
        return JSON.writeValueAsString(this);
    }
}
