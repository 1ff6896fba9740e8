package dev.stationmaster.site;

import java.math.BigDecimal;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * A place with stations, or with other sites.
 *
 * @param name unique whatever the case of its letters
 * @param timeZone in which its days begin
 * @param currency ISO 4217, three capital letters
 * @param parent key of the site that it belongs to; null at the top
 * @param title for people, where the name is short
 * @param latitude degrees north, with {@code longitude}, degrees east; both or none
 * @param limit of the site with all below it
 */
public record Site(
        int id,
        String name,
        ZoneId timeZone,
        String currency,
        @Nullable Integer parent,
        @Nullable String title,
        Address address,
        @Nullable BigDecimal latitude,
        @Nullable BigDecimal longitude,
        SiteLimit limit) {
    /** @param country ISO 3166-1, two capital letters */
    public record Address(
            @Nullable String street,
            @Nullable String postalCode,
            @Nullable String city,
            @Nullable String country) {
        public static final Address NONE = new Address(null, null, null, null);
    }

    /** The same place, called so and counting so. */
    public Site called(String newName, ZoneId newTimeZone, String newCurrency) {
        return new Site(id, newName, newTimeZone, newCurrency, parent, title, address, latitude, longitude, limit);
    }
}
