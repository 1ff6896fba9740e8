package dev.stationmaster.bench.load;

/** What one station says, again and again. An instance belongs to one station and is called by one thread. */
public interface Script {
    /** The next CALL's action. */
    String action();

    /** The next CALL's payload, JSON. */
    String payload();

    /**
     * The CALLRESULT's payload came.
     *
     * @return how many rows of the scenario's own table this answer promises
     */
    int answered(String payload);
}
