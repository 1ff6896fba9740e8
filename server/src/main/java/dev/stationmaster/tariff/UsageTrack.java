package dev.stationmaster.tariff;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of a session so that it can be priced at any moment: registers, thinned to two a quarter of an hour, and charging states. Of
 * bounded size; immutable; the order and the repetition of messages do not matter.
 *
 * @param registers by station time, in Wh; kept only where a tariff asks when energy flowed
 * @param states by the number of the event that told them first
 * @param heardAt the latest time that any message told
 */
record UsageTrack(
        NavigableMap<Instant, BigDecimal> registers,
        NavigableMap<Integer, Told> states,
        @Nullable Instant heardAt) {
    static final UsageTrack EMPTY = new UsageTrack(new TreeMap<>(), new TreeMap<>(), null);

    private static final int MOST = 4_000;
    private static final long BUCKET_SECONDS = Duration.ofMinutes(15).toSeconds();

    /** @param throughSeq up to this event nothing else was told */
    record Told(Instant at, @Nullable String state, int throughSeq) {}

    UsageTrack heard(Instant at) {
        return heardAt != null && !at.isAfter(heardAt) ? this : new UsageTrack(registers, states, at);
    }

    /** An event of 2.x. @param state null when it told none */
    UsageTrack with(int seqNo, Instant at, @Nullable String state) {
        UsageTrack heard = heard(at);
        if (seqNo < 0 || states.size() >= MOST) return heard;
        Map.Entry<Integer, Told> before = states.floorEntry(seqNo);
        Told known = before == null ? null : before.getValue();
        if (known != null && seqNo <= known.throughSeq) return heard;
        boolean goesOn = before != null
                && known != null
                && known.throughSeq + 1 == seqNo
                && (state == null || state.equals(known.state));
        NavigableMap<Integer, Told> changed = new TreeMap<>(states);
        if (goesOn && before != null && known != null) {
            changed.put(before.getKey(), new Told(known.at, known.state, seqNo));
        } else {
            changed.put(seqNo, new Told(at, state, seqNo));
        }
        return new UsageTrack(registers, changed, heard.heardAt);
    }

    /** A register, wherever it was read. */
    UsageTrack with(Instant at, BigDecimal wh) {
        UsageTrack heard = heard(at);
        if (wh.signum() <= 0 || registers.containsKey(at) || registers.size() >= MOST) return heard;
        NavigableMap<Instant, BigDecimal> changed = new TreeMap<>(registers);
        changed.put(at, wh);
        Instant lower = changed.lowerKey(at);
        Instant higher = changed.higherKey(at);
        dropIfDull(changed, lower);
        dropIfDull(changed, higher);
        dropIfDull(changed, at);
        return new UsageTrack(changed, states, heard.heardAt);
    }

    /** In the middle of its quarter of an hour, and the register rose on both sides, or on neither. */
    private static void dropIfDull(NavigableMap<Instant, BigDecimal> registers, @Nullable Instant at) {
        if (at == null) return;
        BigDecimal middle = registers.get(at);
        Map.Entry<Instant, BigDecimal> before = registers.lowerEntry(at);
        Map.Entry<Instant, BigDecimal> after = registers.higherEntry(at);
        if (middle == null || before == null || after == null) return;
        boolean oneBucket = bucket(before.getKey()) == bucket(at) && bucket(at) == bucket(after.getKey());
        boolean sameSlope =
                middle.compareTo(before.getValue()) > 0 == after.getValue().compareTo(middle) > 0;
        if (oneBucket && sameSlope) registers.remove(at);
    }

    private static long bucket(Instant at) {
        return Math.floorDiv(at.getEpochSecond(), BUCKET_SECONDS);
    }

    /** Both, for what is read back from the database while messages come in. */
    UsageTrack and(UsageTrack other) {
        UsageTrack all = this;
        for (var told : other.states.entrySet()) {
            all = all.with(told.getKey(), told.getValue().at, told.getValue().state);
            if (told.getValue().throughSeq > told.getKey()) {
                all = all.with(told.getValue().throughSeq, told.getValue().at, told.getValue().state);
            }
        }
        for (var register : other.registers.entrySet()) all = all.with(register.getKey(), register.getValue());
        Instant heard = other.heardAt;
        return heard == null ? all : all.heard(heard);
    }
}
