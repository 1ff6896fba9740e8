package dev.stationmaster.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class SeqNumbersTest {
    @Property(tries = 500)
    void itIsTheSetOfItsNumbersWhateverTheOrder(
            @ForAll @Size(max = 60) List<@IntRange(min = -3, max = 30) Integer> numbers) {
        var seen = SeqNumbers.NONE;
        for (int number : numbers) seen = seen.with(number);
        var expected = SeqNumbers.NONE;
        for (int number : new TreeSet<>(numbers)) expected = expected.with(number);
        assertThat(seen).isEqualTo(expected);
        for (int number : numbers) assertThat(seen.with(number)).isSameAs(seen);
    }

    @Test
    void gapsAreNamedAsAPersonWould() {
        var seen = SeqNumbers.NONE.with(0).with(1).with(4).with(6).with(7);
        assertThat(seen.gaps(0, 9)).containsExactly("events 2-3", "event 5", "events 8-9");
        assertThat(seen.gaps(null, null)).containsExactly("events 2-3", "event 5");
        assertThat(SeqNumbers.NONE.gaps(0, 9)).isEmpty();
    }

    @Test
    void theLargestNumberIsNoSpecialCase() {
        var seen = SeqNumbers.NONE.with(Integer.MAX_VALUE).with(Integer.MAX_VALUE - 1);
        assertThat(seen.gaps(null, null)).isEmpty();
    }

    @Test
    void itReadsWhatTheDatabaseAggregates() {
        assertThat(SeqNumbers.parse("{[0,4),[5,9)}"))
                .isEqualTo(SeqNumbers.NONE
                        .with(0)
                        .with(1)
                        .with(2)
                        .with(3)
                        .with(5)
                        .with(6)
                        .with(7)
                        .with(8));
        assertThat(SeqNumbers.parse("{}")).isEqualTo(SeqNumbers.NONE);
    }
}
