package dev.stationmaster.command;

import dev.stationmaster.station.StationId;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/**
 * One 31-bit counter a station for every requestId and remoteStartId, so that no number means two things (F01.FR.03 and its kin). Taken from
 * the database in blocks; what is left of a block is lost at a restart.
 */
@Component
public class RequestIds {
    private static final int BLOCK = 50;

    private final CommandStore store;
    private final Map<StationId, Block> blocks = new ConcurrentHashMap<>();

    private record Block(int next, int end) {}

    RequestIds(CommandStore store) {
        this.store = store;
    }

    /** A number from 1 to 2^31 - 1 that this station was not given before. May ask the database. */
    public int next(StationId station) {
        Block taken = blocks.compute(station, (_, block) -> {
            if (block != null && block.next < block.end) return new Block(block.next + 1, block.end);
            int first = store.requestIds(station, BLOCK);
            return new Block(first + 1, first + BLOCK);
        });
        return taken.next - 1;
    }
}
