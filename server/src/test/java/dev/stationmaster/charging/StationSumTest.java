package dev.stationmaster.charging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stationmaster.charging.Composite.Piece;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StationSumTest {
    private static Piece piece(int second, @Nullable String limit) {
        return new Piece(second, limit == null ? null : new BigDecimal(limit), 3, List.of(1));
    }

    private static List<String> of(List<List<Piece>> evses, Piece... whole) {
        return StationSum.of(evses, List.of(whole)).stream()
                .map(piece -> piece.startSeconds() + " " + piece.limit())
                .toList();
    }

    @Test
    void theEvsesAreAddedUpFromChangeToChange() {
        assertThat(of(
                        List.of(
                                List.of(piece(0, "11000"), piece(600, "7000")),
                                List.of(piece(0, "5000"), piece(900, "9000"))),
                        piece(0, null)))
                .containsExactly("0 16000", "600 12000", "900 16000");
    }

    @Test
    void theStationAsAWholeKeepsThemDown() {
        assertThat(of(
                        List.of(List.of(piece(0, "11000")), List.of(piece(0, "11000"))),
                        piece(0, "15000"),
                        piece(300, "30000")))
                .containsExactly("0 15000", "300 22000");
    }

    @Test
    void anEvseWithoutALimitLeavesThatOfTheStation() {
        List<List<Piece>> evses = List.of(List.of(piece(0, null)), List.of(piece(0, "11000")));
        assertThat(of(evses, piece(0, null))).containsExactly("0 null");
        assertThat(of(List.of(), piece(0, null))).containsExactly("0 null");
        assertThat(of(evses, piece(0, "15000"))).containsExactly("0 15000");
    }
}
