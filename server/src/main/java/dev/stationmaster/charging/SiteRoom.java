package dev.stationmaster.charging;

import dev.stationmaster.charging.Composite.Piece;
import dev.stationmaster.site.SiteLimit;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What a site's limit leaves beside what runs there. Pure. */
final class SiteRoom {
    private SiteRoom() {}

    /**
     * What a car draws from here to its next step.
     *
     * @param amperes of each phase of the grid
     * @param watts of all phases
     */
    record Step(int startSeconds, BigDecimal amperes, BigDecimal watts) {}

    /**
     * What is left for one more car, in watts; never below 0.
     *
     * @param others steps of each other car, the first at 0
     * @param wattsPerAmpere of the phases on which the car hangs
     */
    static List<Piece> left(SiteLimit limit, List<List<Step>> others, BigDecimal wattsPerAmpere) {
        var moments = new TreeSet<>(List.of(0));
        for (List<Step> other : others) for (Step step : other) moments.add(step.startSeconds);
        List<Piece> pieces = new ArrayList<>();
        for (int second : moments) {
            BigDecimal amperes = rest(limit.amperesPerPhase(), others, second, Step::amperes);
            BigDecimal watts = rest(limit.watts(), others, second, Step::watts);
            if (amperes != null) watts = least(watts, amperes.multiply(wattsPerAmpere));
            pieces.add(new Piece(second, watts, null, List.of()));
        }
        return pieces;
    }

    private static @Nullable BigDecimal rest(
            @Nullable BigDecimal limit, List<List<Step>> others, int second, Function<Step, BigDecimal> measure) {
        if (limit == null) return null;
        BigDecimal rest = limit;
        for (List<Step> other : others) {
            Step acting = null;
            for (Step step : other) if (step.startSeconds <= second) acting = step;
            if (acting != null) rest = rest.subtract(measure.apply(acting));
        }
        return rest.max(BigDecimal.ZERO);
    }

    /** Watts as another unit; rounded down to a tenth, so that it is never more than there is. */
    static List<Piece> inUnit(List<Piece> watts, BigDecimal wattsPerUnit) {
        return watts.stream()
                .map(piece -> new Piece(
                        piece.startSeconds(),
                        piece.limit() == null ? null : piece.limit().divide(wattsPerUnit, 1, RoundingMode.FLOOR),
                        piece.numberPhases(),
                        piece.profiles()))
                .toList();
    }

    /** The lower of both at each moment; the first at 0. */
    static List<Piece> least(List<Piece> one, List<Piece> other) {
        var moments = new TreeSet<Integer>();
        one.forEach(piece -> moments.add(piece.startSeconds()));
        other.forEach(piece -> moments.add(piece.startSeconds()));
        List<Piece> pieces = new ArrayList<>();
        for (int second : moments) {
            Piece first = at(one, second);
            Piece beside = at(other, second);
            Integer phases = first.numberPhases() == null ? beside.numberPhases() : first.numberPhases();
            pieces.add(new Piece(second, least(first.limit(), beside.limit()), phases, first.profiles()));
        }
        return pieces;
    }

    private static Piece at(List<Piece> pieces, int second) {
        Piece acting = null;
        for (Piece piece : pieces) if (piece.startSeconds() <= second) acting = piece;
        return Objects.requireNonNull(acting);
    }

    private static @Nullable BigDecimal least(@Nullable BigDecimal one, @Nullable BigDecimal other) {
        if (one == null) return other;
        return other == null ? one : one.min(other);
    }
}
