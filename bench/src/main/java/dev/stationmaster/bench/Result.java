package dev.stationmaster.bench;

/**
 * One load, measured.
 *
 * @param offeredPerSecond messages that came due in an open loop; 0 in a closed loop
 * @param stored rows that the answers promise: readings or transactions
 * @param promised how many rows should be stored for the answers given, warm-up included; −1 when not counted
 * @param shed exchanges that the message log gave up under this load
 * @param missingExchanges exchanges that are neither in the message log nor shed; should be 0
 * @param unanswered messages that were due and were not answered when all had been given time
 */
record Result(
        String scenario,
        boolean withLog,
        int stations,
        double offeredPerSecond,
        double seconds,
        long answers,
        long errors,
        String firstError,
        double answersPerSecond,
        double serverMicros,
        double postgresMicros,
        double p50Millis,
        double p90Millis,
        double p99Millis,
        double p999Millis,
        double commitsPerMessage,
        double ledgerCommitsPerMessage,
        double walBytesPerMessage,
        long serverKilobytes,
        long postgresKilobytes,
        String storedWhat,
        long stored,
        long promised,
        long shed,
        long missingExchanges,
        long unanswered,
        Budget budget) {
    double cpuMicros() {
        return serverMicros + postgresMicros;
    }

    boolean promisesKept() {
        return errors == 0 && missingExchanges == 0 && (promised < 0 || stored == promised);
    }
}
