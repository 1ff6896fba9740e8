package dev.stationmaster.charging;

import dev.stationmaster.charging.Composite.Piece;
import dev.stationmaster.command.ChargingSchedule.Period;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Our own composite schedule beside the station's. Pure. */
final class ScheduleComparison {
    private static final BigDecimal TOLERANCE = new BigDecimal("0.01");
    private static final BigDecimal LEAST = new BigDecimal("0.1");

    private ScheduleComparison() {}

    /** What a difference means. */
    enum Meaning {
        /** It does not know of a profile or limit that we know of. */
        STATION_ALLOWS_MORE("stationAllowsMore"),
        /** It knows of one that we do not know of, or its cable or fuse is smaller. */
        STATION_ALLOWS_LESS("stationAllowsLess");

        private final String word;

        Meaning(String word) {
            this.word = word;
        }

        String word() {
            return word;
        }
    }

    /**
     * @param ours null is no limit
     * @param stations null is no limit
     */
    record Difference(
            int fromSeconds,
            int toSeconds,
            @Nullable BigDecimal ours,
            @Nullable BigDecimal stations,
            Meaning meaning) {
        private boolean continues(Difference before) {
            return before.toSeconds == fromSeconds
                    && before.meaning == meaning
                    && same(before.ours, ours)
                    && same(before.stations, stations);
        }
    }

    /** Differences of more than a hundredth. Where we know of no limit the station may have one of its own: that is none. */
    static List<Difference> differences(List<Piece> ours, List<Period> stations, int durationSeconds) {
        var edges = new TreeSet<Integer>();
        ours.forEach(piece -> edges.add(piece.startSeconds()));
        stations.forEach(period -> edges.add(period.startSeconds()));
        List<Difference> all = new ArrayList<>();
        for (int from : edges) {
            if (from >= durationSeconds) break;
            Integer next = edges.higher(from);
            int to = next == null ? durationSeconds : Math.min(next, durationSeconds);
            Difference found = difference(from, to, limit(ours, from), stationLimit(stations, from));
            if (found == null) continue;
            if (!all.isEmpty() && found.continues(all.getLast())) {
                Difference last = all.removeLast();
                found = new Difference(last.fromSeconds, to, last.ours, last.stations, last.meaning);
            }
            all.add(found);
        }
        return all;
    }

    private static @Nullable Difference difference(
            int from, int to, @Nullable BigDecimal ours, @Nullable BigDecimal stations) {
        if (ours == null) return null;
        if (stations == null) return new Difference(from, to, ours, null, Meaning.STATION_ALLOWS_MORE);
        BigDecimal allowed = ours.multiply(TOLERANCE).max(LEAST);
        if (ours.subtract(stations).abs().compareTo(allowed) <= 0) return null;
        Meaning meaning = stations.compareTo(ours) > 0 ? Meaning.STATION_ALLOWS_MORE : Meaning.STATION_ALLOWS_LESS;
        return new Difference(from, to, ours, stations, meaning);
    }

    private static @Nullable BigDecimal limit(List<Piece> pieces, int second) {
        BigDecimal limit = null;
        for (Piece piece : pieces) if (piece.startSeconds() <= second) limit = piece.limit();
        return limit;
    }

    private static @Nullable BigDecimal stationLimit(List<Period> periods, int second) {
        BigDecimal limit = null;
        for (Period period : periods) if (period.startSeconds() <= second) limit = period.limit();
        return limit;
    }

    private static boolean same(@Nullable BigDecimal one, @Nullable BigDecimal other) {
        return one == null ? other == null : other != null && one.compareTo(other) == 0;
    }
}
