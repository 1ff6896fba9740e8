package dev.stationmaster.charging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stationmaster.charging.Composite.Piece;
import dev.stationmaster.charging.SiteRoom.Step;
import dev.stationmaster.site.SiteLimit;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SiteRoomTest {
    private static final BigDecimal THREE_PHASES = BigDecimal.valueOf(690);

    private static BigDecimal number(int value) {
        return BigDecimal.valueOf(value);
    }

    private static Step step(int start, int amperes, int watts) {
        return new Step(start, number(amperes), number(watts));
    }

    private static List<String> told(List<Piece> pieces) {
        return pieces.stream()
                .map(piece -> piece.startSeconds() + ":"
                        + (piece.limit() == null
                                ? "-"
                                : piece.limit().stripTrailingZeros().toPlainString()))
                .toList();
    }

    @Test
    void whatOthersDrawIsTakenFromTheLimitAtEachMoment() {
        var limit = new SiteLimit(number(63), null);
        List<Piece> left = SiteRoom.left(
                limit,
                List.of(List.of(step(0, 32, 22_080), step(600, 10, 6_900)), List.of(step(0, 16, 11_040))),
                THREE_PHASES);
        assertThat(told(left)).containsExactly("0:10350", "600:25530");
        assertThat(told(SiteRoom.inUnit(left, THREE_PHASES))).containsExactly("0:15", "600:37");
    }

    @Test
    void nothingIsLeftWhereMoreIsDrawnThanTheLimit() {
        var limit = new SiteLimit(null, number(10_000));
        assertThat(told(SiteRoom.left(limit, List.of(List.of(step(0, 32, 22_080))), THREE_PHASES)))
                .containsExactly("0:0");
    }

    @Test
    void ofAmperesAndWattsTheLowerHolds() {
        var limit = new SiteLimit(number(16), number(5_000));
        assertThat(told(SiteRoom.left(limit, List.of(), THREE_PHASES))).containsExactly("0:5000");
        assertThat(told(SiteRoom.left(limit, List.of(), number(230)))).containsExactly("0:3680");
    }

    @Test
    void aCarThatLeavesLeavesItsShareFromThen() {
        var limit = new SiteLimit(number(20), null);
        List<Piece> left = SiteRoom.left(limit, List.of(List.of(step(0, 16, 1), step(3_600, 0, 0))), THREE_PHASES);
        assertThat(told(SiteRoom.inUnit(left, THREE_PHASES))).containsExactly("0:4", "3600:20");
    }

    @Test
    void ofTwoLimitsTheLowerHoldsAtEachMoment() {
        List<Piece> least = SiteRoom.least(
                List.of(piece(0, 10), piece(100, null), piece(200, 4)), List.of(piece(0, 7), piece(150, 12)));
        assertThat(told(least)).containsExactly("0:7", "100:7", "150:12", "200:4");
    }

    private static Piece piece(int start, @Nullable Integer limit) {
        return new Piece(start, limit == null ? null : number(limit), null, List.of());
    }
}
