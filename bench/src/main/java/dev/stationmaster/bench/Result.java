package dev.stationmaster.bench;

/**
 * One scenario, measured.
 *
 * @param stored rows that the answers promise: readings or transaction events, or exchanges of the message log
 * @param promised how many rows should be stored for the answers given, warm-up included; −1 when not counted
 * @param shed exchanges that the message log gave up under this load
 * @param missingExchanges exchanges that are neither in the message log nor shed; should be 0
 */
record Result(
        String scenario,
        boolean withLog,
        int stations,
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
        long missingExchanges) {
    double cpuMicros() {
        return serverMicros + postgresMicros;
    }
}
