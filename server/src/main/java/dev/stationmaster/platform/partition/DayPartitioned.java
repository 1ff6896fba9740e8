package dev.stationmaster.platform.partition;

import java.util.List;

/**
 * Tables that are partitioned by UTC day and whose days come and go together.
 *
 * @param tables partitioned by range over a {@code timestamptz} or {@code date} column, each with a default partition for implausible times
 * @param keepDays days kept before today, at least 1; {@link Integer#MAX_VALUE} keeps all
 * @param keepBytes the oldest days go when all of them together take more; today's stays whatever it takes
 */
public record DayPartitioned(List<String> tables, int keepDays, long keepBytes) {
    public static DayPartitioned forDays(String table, int keepDays) {
        return new DayPartitioned(List.of(table), keepDays, Long.MAX_VALUE);
    }

    public static DayPartitioned forEver(String table) {
        return forDays(table, Integer.MAX_VALUE);
    }
}
