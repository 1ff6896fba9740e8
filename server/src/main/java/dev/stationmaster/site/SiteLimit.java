package dev.stationmaster.site;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What a site may draw as a whole, the sites below it included. Where both are told, both hold.
 *
 * @param amperesPerPhase null is no such limit; so is {@code watts}, of all phases
 */
public record SiteLimit(
        @Nullable BigDecimal amperesPerPhase, @Nullable BigDecimal watts) {
    public static final SiteLimit NONE = new SiteLimit(null, null);

    public boolean isNone() {
        return amperesPerPhase == null && watts == null;
    }
}
