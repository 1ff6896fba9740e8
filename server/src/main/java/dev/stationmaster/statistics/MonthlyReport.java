package dev.stationmaster.statistics;

import java.time.Instant;
import java.time.YearMonth;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Somebody gets the report of each month by mail.
 *
 * @param siteId with all sites below it; null is all sites
 * @param addresses with commas between them
 * @param lastMonth the newest that is done
 * @param answer what the mail server said last; null when it was never asked
 */
record MonthlyReport(
        UUID id,
        @Nullable Integer siteId,
        String addresses,
        String language,
        YearMonth lastMonth,
        @Nullable String answer,
        Instant createdAt) {
    MonthlyReport after(YearMonth done, String said) {
        return new MonthlyReport(id, siteId, addresses, language, done, said, createdAt);
    }
}
