package dev.stationmaster.devicemodel;

import java.time.Instant;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * Which parts of a report are here. Parts come in any order, twice, or never; a station that forgets {@code tbc} makes every part look like the
 * last, so a later part opens a complete report again.
 */
final class Assembly {
    private final BitSet parts = new BitSet();
    private int last = -1;
    private Instant touchedAt;
    private @Nullable Instant firstGeneratedAt;

    Assembly(Instant at) {
        touchedAt = at;
    }

    /** @return whether all parts up to the last are here now */
    boolean add(int seqNo, boolean toContinue, Instant at) {
        if (seqNo < 0 || seqNo > 1_000_000) return false;
        parts.set(seqNo);
        if (!toContinue) last = Math.max(last, seqNo);
        touchedAt = at;
        return isComplete();
    }

    boolean isComplete() {
        return last >= 0 && parts.nextClearBit(0) > last;
    }

    /** Whether this part begins another report under the number of one that is complete (stations report unasked, always as 0 or 1). */
    boolean isOverBefore(int seqNo, Instant generatedAt) {
        return seqNo == 0 && isComplete() && firstGeneratedAt != null && generatedAt.isAfter(firstGeneratedAt);
    }

    /** When the station made the part with number 0. */
    void firstGeneratedAt(Instant at) {
        firstGeneratedAt = at;
    }

    Instant touchedAt() {
        return touchedAt;
    }
}
