package dev.stationmaster.tariff;

import dev.stationmaster.platform.web.FieldProblem;
import dev.stationmaster.tariff.Tariff.Rounding;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Currency;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads a tariff as people write it; finds all that is wrong with it. Numbers may be written as texts: then no reader rounds them on the way. */
final class TariffReader {
    private static final Set<String> FIELDS = Set.of(
            "id",
            "version",
            "since",
            "name",
            "currency",
            "taxPercent",
            "taxIncluded",
            "elements",
            "idleGraceMinutes",
            "minCost",
            "maxCost",
            "rounding",
            "validFrom",
            "validUntil",
            "texts");
    private static final Set<String> ELEMENT =
            Set.of("perKwh", "perMinute", "perIdleMinute", "perSession", "days", "from", "until");
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,59}");
    private static final Pattern LANGUAGE = Pattern.compile("[A-Za-z]{2,3}(-[A-Za-z0-9]{1,4})?");
    private static final int MOST_ELEMENTS = 100;
    private static final int LONGEST_TEXT = 512;
    private static final BigDecimal HIGHEST = BigDecimal.valueOf(1_000_000);
    private static final int MOST_DIGITS = 6;

    private final List<FieldProblem> problems = new ArrayList<>();

    private TariffReader() {}

    /**
     * @param tariff what can be used of it
     * @param problems empty when it may be used
     */
    record Read(Tariff tariff, List<FieldProblem> problems) {}

    /** @param currency of the site, when the tariff names none */
    static Read read(JsonNode node, String currency) {
        var reader = new TariffReader();
        Tariff tariff = reader.tariff(node, currency);
        return new Read(tariff, reader.problems);
    }

    private Tariff tariff(JsonNode node, String standardCurrency) {
        if (!node.isObject()) wrong("", "type object", "A tariff is a JSON object.");
        only(node, "", FIELDS);
        String id = text(node, "", "id");
        if (id == null) wrong("id", "required", "id is needed.");
        else if (!ID.matcher(id).matches())
            wrong("id", "pattern", "id has 1 to 60 letters, digits, dots, hyphens or underscores.");
        String name = text(node, "", "name");
        if (name != null && (name.isBlank() || name.length() > 100))
            wrong("name", "length 1..100", "name has 1 to 100 characters.");
        String told = text(node, "", "currency");
        String currency = told == null ? standardCurrency : told;
        if (!isCurrency(currency)) {
            wrong("currency", "ISO 4217", "currency is a code of ISO 4217 like EUR.");
            currency = "EUR";
        }
        BigDecimal tax = decimal(node, "", "taxPercent", BigDecimal.valueOf(100));
        BigDecimal least = decimal(node, "", "minCost", HIGHEST);
        BigDecimal most = decimal(node, "", "maxCost", HIGHEST);
        if (least != null && most != null && least.compareTo(most) > 0)
            wrong("maxCost", "minimum minCost", "maxCost is not below minCost.");
        Instant from = time(node, "validFrom");
        Instant until = time(node, "validUntil");
        if (from != null && until != null && !from.isBefore(until))
            wrong("validUntil", "after validFrom", "validUntil lies after validFrom.");
        return new Tariff(
                id == null ? "" : id,
                0,
                Instant.EPOCH,
                name == null ? String.valueOf(id) : name,
                currency,
                tax,
                !Boolean.FALSE.equals(flag(node, "taxIncluded")),
                elements(node),
                grace(node),
                least,
                most,
                rounding(node),
                from,
                until,
                texts(node));
    }

    private List<PriceElement> elements(JsonNode node) {
        JsonNode list = node.get("elements");
        if (list == null || !list.isArray() || list.isEmpty()) {
            wrong("elements", "required", "elements is a list of at least one element with a price; 0 is free.");
            return List.of();
        }
        if (list.size() > MOST_ELEMENTS) wrong("elements", "maxItems 100", "elements has at most 100 members.");
        List<PriceElement> elements = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) elements.add(element(list.get(i), "elements[" + i + "]."));
        return elements;
    }

    private PriceElement element(JsonNode node, String path) {
        if (!node.isObject()) wrong(path.substring(0, path.length() - 1), "type object", "An element is an object.");
        only(node, path, ELEMENT);
        var element = new PriceElement(
                decimal(node, path, "perKwh", HIGHEST),
                decimal(node, path, "perMinute", HIGHEST),
                decimal(node, path, "perIdleMinute", HIGHEST),
                decimal(node, path, "perSession", HIGHEST),
                days(node, path),
                clock(node, path, "from"),
                clock(node, path, "until"));
        boolean priced = Arrays.stream(Tariff.Dimension.values()).anyMatch(each -> element.price(each) != null);
        if (!priced && ELEMENT.stream().noneMatch(field -> field.startsWith("per") && has(node, field)))
            wrong(
                    path.substring(0, path.length() - 1),
                    "price",
                    "An element has a price: perKwh, perMinute, perIdleMinute or perSession.");
        if (element.from() != null && element.from().equals(element.until()))
            wrong(path + "until", "other than from", "until is another time than from.");
        return element;
    }

    private Set<DayOfWeek> days(JsonNode node, String path) {
        Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
        if (!has(node, "days")) return days;
        if (!node.get("days").isArray()) {
            wrong(path + "days", "type array", "days is a list like [\"monday\", \"friday\"].");
            return days;
        }
        for (JsonNode word : node.get("days")) {
            try {
                days.add(DayOfWeek.valueOf(word.asString().toUpperCase(Locale.ROOT)));
            } catch (IllegalArgumentException e) {
                wrong(
                        path + "days",
                        "enum",
                        "A day is monday, tuesday, wednesday, thursday, friday, saturday or sunday.");
            }
        }
        return days;
    }

    private @Nullable LocalTime clock(JsonNode node, String path, String field) {
        String text = text(node, path, field);
        if (text == null || text.equals("24:00")) return null;
        try {
            if (text.length() == 5) return LocalTime.parse(text);
        } catch (DateTimeException e) {
            // told below
        }
        wrong(path + field, "hh:mm", field + " is a time of day like 08:00.");
        return null;
    }

    private int grace(JsonNode node) {
        String text = text(node, "", "idleGraceMinutes");
        if (text == null) return 0;
        if (text.matches("[0-9]{1,4}")) return Integer.parseInt(text);
        wrong("idleGraceMinutes", "0..9999", "idleGraceMinutes is a whole number from 0 to 9999.");
        return 0;
    }

    private Rounding rounding(JsonNode node) {
        String word = text(node, "", "rounding");
        if (word == null) return Rounding.HALF_UP;
        for (Rounding each : Rounding.values()) if (each.word().equals(word)) return each;
        wrong(
                "rounding",
                "enum",
                "rounding is one of "
                        + Arrays.stream(Rounding.values()).map(Rounding::word).collect(Collectors.joining(", ")) + ".");
        return Rounding.HALF_UP;
    }

    private Map<String, String> texts(JsonNode node) {
        Map<String, String> texts = new TreeMap<>();
        if (!has(node, "texts")) return texts;
        JsonNode told = node.get("texts");
        if (!told.isObject()) {
            wrong("texts", "type object", "texts is an object like {\"en\": \"0.49 EUR per kWh\"}.");
            return texts;
        }
        for (String language : told.propertyNames()) {
            String text = text(told, "texts.", language);
            if (!LANGUAGE.matcher(language).matches())
                wrong("texts." + language, "pattern", "A language tag has at most 8 characters, like en or de-CH.");
            else if (text == null || text.isBlank() || text.length() > LONGEST_TEXT)
                wrong("texts." + language, "length 1..512", "A text has 1 to 512 characters.");
            else texts.put(language, text);
        }
        return texts;
    }

    private @Nullable BigDecimal decimal(JsonNode node, String path, String field, BigDecimal most) {
        String text = text(node, path, field);
        if (text == null) return null;
        try {
            if (text.length() <= 40) {
                BigDecimal value = new BigDecimal(text);
                boolean fits = value.signum() >= 0
                        && value.compareTo(most) <= 0
                        && value.stripTrailingZeros().scale() <= MOST_DIGITS;
                if (fits) return value.scale() < 0 ? value.setScale(0) : value;
            }
        } catch (NumberFormatException e) {
            // told below
        }
        wrong(
                path + field,
                "0.." + most.toPlainString(),
                field + " is a decimal number from 0 to " + most.toPlainString() + " with at most 6 decimal places.");
        return null;
    }

    private @Nullable Instant time(JsonNode node, String field) {
        String text = text(node, "", field);
        if (text == null) return null;
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            wrong(field, "date-time", field + " is a time like 2027-01-01T00:00:00Z.");
            return null;
        }
    }

    private @Nullable Boolean flag(JsonNode node, String field) {
        String text = text(node, "", field);
        if (text == null) return null;
        if (text.equals("true") || text.equals("false")) return text.equals("true");
        wrong(field, "type boolean", field + " is true or false.");
        return null;
    }

    private static boolean has(JsonNode node, String field) {
        JsonNode value = node.get(field);
        return value != null && !value.isNull();
    }

    private @Nullable String text(JsonNode node, String path, String field) {
        if (!has(node, field)) return null;
        JsonNode value = node.get(field);
        if (value.isValueNode()) return value.asString();
        wrong(path + field, "type", field + " is a single value.");
        return null;
    }

    private void only(JsonNode node, String path, Set<String> known) {
        for (String name : node.propertyNames()) {
            if (!known.contains(name))
                wrong(
                        path + name,
                        "unknown",
                        name + " is not known here; expected "
                                + known.stream().sorted().collect(Collectors.joining(", ")) + ".");
        }
    }

    private static boolean isCurrency(String code) {
        try {
            return Currency.getInstance(code).getDefaultFractionDigits() >= 0;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private void wrong(String field, String rule, String message) {
        problems.add(new FieldProblem(field, rule, message));
    }
}
