package dev.stationmaster.protocol;

import dev.stationmaster.ocpp.Version;
import dev.stationmaster.station.StationId;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The last messages of each 2.1 station that were answered, so that its CALLRESULTERROR finds the answer that it could not read (2.1 part 4,
 * FR.06). The other versions have no such frame.
 */
final class AnsweredMessages {
    /** What the action is called when it is too long ago. */
    static final String UNKNOWN = "?";

    private static final int KEPT = 8;

    private final Map<StationId, Deque<Answered>> recent = new ConcurrentHashMap<>();

    private record Answered(String messageId, String action) {}

    void add(StationId station, Version version, String messageId, String action) {
        if (version != Version.V21) return;
        var last = recent.computeIfAbsent(station, _ -> new ArrayDeque<>(KEPT));
        synchronized (last) {
            if (last.size() == KEPT) last.removeFirst();
            last.addLast(new Answered(messageId, action));
        }
    }

    /** The action of the message that was answered under this id. */
    String action(StationId station, String messageId) {
        var last = recent.get(station);
        if (last == null) return UNKNOWN;
        synchronized (last) {
            return last.reversed().stream()
                    .filter(answered -> answered.messageId.equals(messageId))
                    .map(Answered::action)
                    .findFirst()
                    .orElse(UNKNOWN);
        }
    }
}
