package dev.stationmaster.bench.history;

/**
 * How much past there is.
 *
 * @param transactions each with {@link #READINGS_EACH} readings and two events
 * @param days over which they are spread, up to yesterday
 * @param stations with keys from 1, which had them in turn
 */
public record PastSize(int transactions, int days, int stations) {
    static final int READINGS_EACH = 200;
    private static final int LOG_DAYS = 30;
    private static final int LONG_PAST = 50_000_000;

    /** As many transactions as give so many readings, over a season, or over a year when there are very many. */
    public static PastSize ofReadings(int readings, int stations) {
        return new PastSize(Math.max(1, readings / READINGS_EACH), readings >= LONG_PAST ? 365 : 90, stations);
    }

    /** Transactions alone, without readings or log. */
    public static PastSize ofTransactions(int transactions, int stations) {
        return new PastSize(transactions, 90, stations);
    }

    public long readings() {
        return (long) transactions * READINGS_EACH;
    }

    /** The message log keeps less than the readings do. */
    int logDays() {
        return Math.min(LOG_DAYS, days);
    }

    /** A day's share of a number of things: from the first to before the next day's first. */
    long first(long things, int day, int ofDays) {
        return things * day / ofDays;
    }

    /** One exchange for each reading of the days that the log keeps. */
    public long exchanges() {
        return readings() * logDays() / days;
    }
}
