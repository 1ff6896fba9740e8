package dev.stationmaster.bench;

/**
 * One scenario, measured.
 *
 * @param stored rows that the answers promise: readings or transaction events, or exchanges of the message log
 * @param promised how many rows should be stored for the answers given, warm-up included; −1 when not counted
 * @param missingExchanges answers that are not in the message log, shed ones included; 0 without the log
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
        long missingExchanges) {
    double cpuMicros() {
        return serverMicros + postgresMicros;
    }
}
