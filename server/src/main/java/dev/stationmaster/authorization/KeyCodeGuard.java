package dev.stationmaster.authorization;

import dev.stationmaster.station.StationId;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Who types codes at random gets nowhere: after some wrong ones a station's codes are refused for a while (OCPP 2.0.1 C04.FR.06). */
final class KeyCodeGuard {
    static final int WRONG_CODES = 5;
    static final Duration REST = Duration.ofMinutes(1);

    private final Map<StationId, Wrong> wrong = new ConcurrentHashMap<>();

    private record Wrong(int count, Instant last) {}

    /** @param now by our clock: a station's may be set */
    boolean resting(StationId station, Instant now) {
        var known = wrong.get(station);
        if (known == null || known.count() < WRONG_CODES) return false;
        return now.isBefore(known.last().plus(REST));
    }

    void failed(StationId station, Instant now) {
        wrong.merge(station, new Wrong(1, now), (before, one) -> {
            boolean old = now.isAfter(before.last().plus(REST));
            return old ? one : new Wrong(before.count() + 1, now);
        });
    }

    void succeeded(StationId station) {
        wrong.remove(station);
    }
}
