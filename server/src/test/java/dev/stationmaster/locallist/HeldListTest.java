package dev.stationmaster.locallist;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stationmaster.locallist.HeldList.State;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class HeldListTest {
    private static final Instant NOW = Instant.parse("2026-03-01T08:00:00Z");

    private static ListUpdate full(int version) {
        return new ListUpdate(version, true, List.of());
    }

    private static ListUpdate difference(int version) {
        return new ListUpdate(version, false, List.of());
    }

    @Test
    void theNextVersionIsAboveAllThatTheStationMayKnow() {
        assertThat(HeldList.UNKNOWN.nextVersion()).isEqualTo(1);
        assertThat(HeldList.UNKNOWN.notSupported(-1, NOW).nextVersion()).isEqualTo(1);
        assertThat(HeldList.UNKNOWN.reported(41, NOW).nextVersion()).isEqualTo(42);
        assertThat(HeldList.UNKNOWN.sending(full(7)).refused().nextVersion()).isEqualTo(8);
    }

    @Test
    void anAcceptedFullListIsKnownWhateverWasThereBefore() {
        HeldList held = HeldList.UNKNOWN.reported(9, NOW);
        assertThat(held.state()).isEqualTo(State.FOREIGN);
        HeldList after = held.sending(full(10)).accepted(full(10), NOW);
        assertThat(after.state()).isEqualTo(State.CONFIRMED);
        assertThat(after.confirmedVersion()).isEqualTo(10);
        assertThat(after.pending()).isNull();
    }

    @Test
    void aDifferenceOnAForeignListLeavesItForeign() {
        HeldList after = HeldList.UNKNOWN.reported(1, NOW).accepted(difference(2), NOW);
        assertThat(after.state()).isEqualTo(State.FOREIGN);
        assertThat(after.confirmedVersion()).isEqualTo(2);
    }

    @Test
    void aRefusalLeavesTheVersionAsItWas() {
        HeldList held = HeldList.UNKNOWN.accepted(full(3), NOW);
        assertThat(held.sending(full(4)).refused().confirmedVersion()).isEqualTo(3);
        assertThat(held.sending(full(4)).notSupported(null, NOW).confirmedVersion())
                .isEqualTo(3);
    }

    @Test
    void anotherVersionThanOursIsSomebodyElses() {
        HeldList held = HeldList.UNKNOWN.accepted(full(3), NOW);
        assertThat(held.reported(3, NOW).state()).isEqualTo(State.CONFIRMED);
        assertThat(held.reported(2, NOW).state()).isEqualTo(State.FOREIGN);
        assertThat(held.reported(0, NOW).confirmedVersion()).isZero();
    }

    @Test
    void whatWasNotAnsweredOrTouchedByOthersIsAskedFor() {
        HeldList held = HeldList.UNKNOWN.accepted(full(3), NOW);
        assertThat(held.mustAsk()).isFalse();
        assertThat(held.sending(difference(4)).mustAsk()).isTrue();
        assertThat(held.touched().mustAsk()).isTrue();
        assertThat(HeldList.UNKNOWN.mustAsk()).isTrue();
    }
}
