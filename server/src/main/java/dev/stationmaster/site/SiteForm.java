package dev.stationmaster.site;

import dev.stationmaster.platform.web.FieldProblem;
import dev.stationmaster.site.Site.Address;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A site as an operator writes it. In a change, what is absent stays; a {@code parent} that is empty puts the site at the top, a {@code limit}
 * that is empty takes the limit away.
 *
 * @param parent name of the site it belongs to
 * @param timeZone such as Europe/Berlin; default that of the parent, else UTC
 * @param currency ISO 4217; default that of the parent, else EUR
 */
record SiteForm(
        @Nullable String name,
        @Nullable String title,
        @Nullable String parent,
        @Nullable Address address,
        @Nullable String timeZone,
        @Nullable String currency,
        @Nullable BigDecimal latitude,
        @Nullable BigDecimal longitude,
        @Nullable SiteLimit limit) {
    private static final int LONGEST = 100;
    private static final int LONGEST_LINE = 200;
    private static final int MOST_AMPERES = 100_000;
    private static final int MOST_WATTS = 100_000_000;
    private static final List<String> COUNTRIES = Arrays.asList(Locale.getISOCountries());

    List<FieldProblem> problems(boolean isNew) {
        var found = new ArrayList<FieldProblem>();
        if (isNew ? name == null || !fits(name) : name != null && !fits(name))
            found.add(new FieldProblem("name", "length 1..100", "name must be: 1 to 100 characters, no slash."));
        tooLong("title", title, LONGEST_LINE, found);
        if (timeZone != null && zone().isEmpty())
            found.add(new FieldProblem("timeZone", "known", "timeZone must be: a name like Europe/Berlin."));
        if (currency != null && !isCurrency(currency))
            found.add(new FieldProblem("currency", "ISO 4217", "currency must be: three letters like EUR."));
        Address at = address;
        if (at != null) {
            tooLong("address.street", at.street(), LONGEST_LINE, found);
            tooLong("address.postalCode", at.postalCode(), LONGEST, found);
            tooLong("address.city", at.city(), LONGEST_LINE, found);
            if (at.country() != null && !COUNTRIES.contains(at.country()))
                found.add(new FieldProblem(
                        "address.country", "ISO 3166-1", "address.country must be: two letters like DE."));
        }
        if ((latitude == null) != (longitude == null))
            found.add(new FieldProblem("latitude", "both or none", "latitude and longitude belong together."));
        beyond("latitude", latitude, 90, found);
        beyond("longitude", longitude, 180, found);
        if (limit != null) {
            tooMuch("limit.amperesPerPhase", limit.amperesPerPhase(), MOST_AMPERES, found);
            tooMuch("limit.watts", limit.watts(), MOST_WATTS, found);
        }
        return found;
    }

    private static boolean fits(String name) {
        return !name.isBlank() && name.length() <= LONGEST && name.chars().noneMatch(c -> c == '/' || c < ' ');
    }

    private static void tooLong(String field, @Nullable String text, int most, List<FieldProblem> found) {
        if (text != null && text.length() > most)
            found.add(new FieldProblem(field, "maxLength " + most, field + " has at most " + most + " characters."));
    }

    private static void beyond(String field, @Nullable BigDecimal degrees, int most, List<FieldProblem> found) {
        if (degrees != null && degrees.abs().compareTo(BigDecimal.valueOf(most)) > 0)
            found.add(new FieldProblem(field, "±" + most, field + " is from -" + most + " to " + most + " degrees."));
    }

    private static void tooMuch(String field, @Nullable BigDecimal value, int most, List<FieldProblem> found) {
        if (value != null && (value.signum() <= 0 || value.compareTo(BigDecimal.valueOf(most)) > 0))
            found.add(new FieldProblem(
                    field, "above 0, at most " + most, field + " is above 0 and at most " + most + "."));
    }

    private Optional<ZoneId> zone() {
        try {
            return Optional.of(ZoneId.of(String.valueOf(timeZone)));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static boolean isCurrency(String code) {
        return Currency.getAvailableCurrencies().stream()
                .anyMatch(known -> known.getCurrencyCode().equals(code));
    }

    /** What comes of the site; the form has no problems. @param above the new parent; null is the top */
    Site merged(Site now, @Nullable Site above) {
        return new Site(
                now.id(),
                name == null ? now.name() : name.strip(),
                timeZone == null ? now.timeZone() : zone().orElseThrow(),
                Objects.requireNonNullElse(currency, now.currency()),
                above == null ? null : Integer.valueOf(above.id()),
                title == null ? now.title() : title,
                address == null ? now.address() : address,
                latitude == null ? now.latitude() : latitude,
                longitude == null ? now.longitude() : longitude,
                limit == null ? now.limit() : limit);
    }
}
