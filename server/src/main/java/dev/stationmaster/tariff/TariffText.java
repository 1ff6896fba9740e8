package dev.stationmaster.tariff;

import dev.stationmaster.tariff.Tariff.Dimension;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a driver is told of a tariff, in a language of his if there is one (OCPP 2.x part 2, I01).
 *
 * @param content at most 512 characters
 * @param language RFC 5646, at most 8 characters
 */
public record TariffText(String content, String language) {
    private static final String STANDARD = "en";
    private static final int LONGEST = 512;

    /** Words of one language: per kWh, per minute, per minute idle, per session, free, tax included, plus tax. */
    private record Words(String idle, String session, String free, String included, String plus, String minutes) {}

    private static final Map<String, Words> WORDS = Map.of(
            "en",
                    new Words(
                            "idle min",
                            "session",
                            "free of charge",
                            "incl. %s %% VAT",
                            "plus %s %% VAT",
                            "after %d min"),
            "de",
                    new Words(
                            "Standminute",
                            "Ladevorgang",
                            "kostenlos",
                            "inkl. %s %% MwSt.",
                            "zzgl. %s %% MwSt.",
                            "nach %d Min."),
            "fr",
                    new Words(
                            "min d'occupation",
                            "session",
                            "gratuit",
                            "TVA %s %% incluse",
                            "hors TVA %s %%",
                            "après %d min"),
            "nl", new Words("min bezet", "sessie", "gratis", "incl. %s %% btw", "excl. %s %% btw", "na %d min"));

    /**
     * The operator's text in the best language there is; without any, one made from the prices of that moment.
     *
     * @param language the driver's; null when not known
     */
    static TariffText of(Tariff tariff, ZoneId zone, @Nullable String language, Instant at) {
        if (tariff.texts().isEmpty()) return made(tariff, zone, language, at);
        return written(tariff.texts(), language);
    }

    /** Whether the text may change while a session runs. */
    static boolean mayChange(Tariff tariff) {
        return tariff.texts().isEmpty() && tariff.elements().stream().anyMatch(PriceElement::hasHours);
    }

    private static TariffText written(Map<String, String> texts, @Nullable String language) {
        return find(texts, language)
                .or(() -> find(texts, STANDARD))
                .orElseGet(() -> texts.entrySet().stream()
                        .min(Map.Entry.comparingByKey())
                        .map(entry -> new TariffText(entry.getValue(), entry.getKey()))
                        .orElseThrow());
    }

    /** Exactly that language, else its main part: de for de-CH, and de-CH for de. */
    private static Optional<TariffText> find(Map<String, String> texts, @Nullable String language) {
        if (language == null) return Optional.empty();
        List<Map.Entry<String, String>> sorted =
                texts.entrySet().stream().sorted(Map.Entry.comparingByKey()).toList();
        for (var entry : sorted) {
            if (entry.getKey().equalsIgnoreCase(language)) return Optional.of(text(entry));
        }
        for (var entry : sorted) {
            if (main(entry.getKey()).equals(main(language))) return Optional.of(text(entry));
        }
        return Optional.empty();
    }

    private static TariffText text(Map.Entry<String, String> entry) {
        return new TariffText(entry.getValue(), entry.getKey());
    }

    private static String main(String language) {
        return language.split("-")[0].toLowerCase(Locale.ROOT);
    }

    private static TariffText made(Tariff tariff, ZoneId zone, @Nullable String language, Instant at) {
        String known = language != null && WORDS.containsKey(main(language)) ? main(language) : STANDARD;
        Words words = WORDS.getOrDefault(known, WORDS.get(STANDARD));
        List<String> prices = new ArrayList<>();
        add(prices, tariff, zone, at, Dimension.ENERGY, "kWh", "");
        add(prices, tariff, zone, at, Dimension.CHARGING, "min", "");
        String grace =
                tariff.idleGraceMinutes() == 0 ? "" : " (" + words.minutes.formatted(tariff.idleGraceMinutes()) + ")";
        add(prices, tariff, zone, at, Dimension.IDLE, words.idle, grace);
        add(prices, tariff, zone, at, Dimension.SESSION, words.session, "");
        BigDecimal tax = tariff.taxPercent();
        String taxes = tax == null || prices.isEmpty()
                ? ""
                : " " + (tariff.taxIncluded() ? words.included : words.plus).formatted(tax.toPlainString());
        String content = prices.isEmpty() ? words.free : String.join(", ", prices) + taxes;
        return new TariffText(content.substring(0, Math.min(content.length(), LONGEST)), known);
    }

    private static void add(
            List<String> prices,
            Tariff tariff,
            ZoneId zone,
            Instant at,
            Dimension dimension,
            String unit,
            String more) {
        int element = PriceEngine.elementAt(tariff, zone, dimension, at);
        if (element < 0) return;
        BigDecimal price = tariff.elements().get(element).price(dimension);
        if (price == null || price.signum() == 0) return;
        BigDecimal shown = price.scale() < tariff.digits() ? price.setScale(tariff.digits()) : price;
        prices.add(shown.toPlainString() + " " + tariff.currency() + "/" + unit + more);
    }
}
