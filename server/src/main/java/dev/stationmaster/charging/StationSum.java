package dev.stationmaster.charging;

import dev.stationmaster.charging.Composite.Piece;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What the EVSEs of a station may draw together. Pure. */
final class StationSum {
    private StationSum() {}

    /**
     * The sum of its EVSEs, but no more than the station as a whole; without a limit where an EVSE has none and the station neither.
     *
     * @param evses the pieces of each EVSE, the first at 0, in one unit
     * @param whole those of the grid connection
     */
    static List<Piece> of(List<List<Piece>> evses, List<Piece> whole) {
        var moments = new TreeSet<>(List.of(0));
        evses.forEach(evse -> evse.forEach(piece -> moments.add(piece.startSeconds())));
        List<Piece> sums = new ArrayList<>();
        for (int second : moments) sums.add(new Piece(second, sum(evses, second), null, List.of()));
        List<Piece> made = new ArrayList<>();
        for (Piece piece : SiteRoom.least(sums, whole)) {
            Piece plain = new Piece(piece.startSeconds(), piece.limit(), null, List.of());
            if (made.isEmpty() || !plain.continues(made.getLast())) made.add(plain);
        }
        return made;
    }

    private static @Nullable BigDecimal sum(List<List<Piece>> evses, int second) {
        BigDecimal sum = evses.isEmpty() ? null : BigDecimal.ZERO;
        for (List<Piece> evse : evses) {
            BigDecimal limit = null;
            for (Piece piece : evse) if (piece.startSeconds() <= second) limit = piece.limit();
            if (limit == null || sum == null) return null;
            sum = sum.add(limit);
        }
        return sum;
    }
}
