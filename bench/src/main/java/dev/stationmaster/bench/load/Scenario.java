package dev.stationmaster.bench.load;

/**
 * A kind of load.
 *
 * @param name for the table
 * @param subprotocol that the stations offer
 * @param stations how many talk at once, each waiting for its answer before it says the next (closed loop)
 * @param perCycle messages that make one turn of the script
 * @param script the station with that number, from 0
 */
public record Scenario(String name, String subprotocol, int stations, int perCycle, Scripts script) {
    /** Makes the script of one station. */
    @FunctionalInterface
    public interface Scripts {
        Script of(int station);
    }
}
