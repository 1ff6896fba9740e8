package dev.stationmaster.simulator.load;

/** What one event loop has counted; touched by that loop only. */
final class LoopTally {
    final Latencies latencies = new Latencies();
    final StringBuilder scratch = new StringBuilder(1200);
    long answered;
    long errors;
    long lost;

    void clear() {
        latencies.clear();
        answered = 0;
        errors = 0;
        lost = 0;
    }
}
