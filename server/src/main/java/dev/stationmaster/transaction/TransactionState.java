package dev.stationmaster.transaction;

import dev.stationmaster.metering.EnergyAccount;
import dev.stationmaster.metering.EnergyJudgement;
import dev.stationmaster.metering.EnergyOutcome;
import dev.stationmaster.metering.MeterReading;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A transaction in memory: what is stored of it, and what its messages add up to. Immutable; {@link TransactionFold} makes the next one.
 *
 * @param account its registers
 * @param seen its sequence numbers (2.x)
 * @param running the latest values
 * @param lastReceivedAt when we last heard of it
 * @param outcome what its registers prove
 */
record TransactionState(
        TransactionRow row,
        EnergyAccount account,
        SeqNumbers seen,
        Running running,
        Instant lastReceivedAt,
        EnergyOutcome outcome) {
    /** The latest reading, power and state of charge, each by its own time. */
    record Running(
            @Nullable Instant at,
            @Nullable Double powerW,
            @Nullable Instant powerAt,
            @Nullable Double socPercent,
            @Nullable Instant socAt) {
        static final Running NONE = new Running(null, null, null, null, null);

        Running with(MeterReading reading) {
            Instant taken = reading.takenAt();
            boolean power = reading.powerW() != null && !isAfter(powerAt, taken);
            boolean soc = reading.socPercent() != null && !isAfter(socAt, taken);
            return new Running(
                    isAfter(at, taken) ? at : taken,
                    power ? reading.powerW() : powerW,
                    power ? taken : powerAt,
                    soc ? reading.socPercent() : socPercent,
                    soc ? taken : socAt);
        }

        private static boolean isAfter(@Nullable Instant one, Instant other) {
            return one != null && one.isAfter(other);
        }
    }

    static TransactionState of(
            TransactionRow row, EnergyAccount account, SeqNumbers seen, Running running, Instant lastReceivedAt) {
        return new TransactionState(row, account, seen, running, lastReceivedAt, judge(row, account));
    }

    static TransactionState of(TransactionRow row) {
        return of(row, EnergyAccount.EMPTY, SeqNumbers.NONE, Running.NONE, row.firstReceivedAt());
    }

    TransactionState with(TransactionRow changed) {
        return changed.equals(row) ? this : of(changed, account, seen, running, lastReceivedAt);
    }

    private static EnergyOutcome judge(TransactionRow row, EnergyAccount account) {
        var begin = row.begin();
        var end = row.end();
        var beginRegister = account.begin();
        var endRegister = account.end();
        Instant startedAt = begin != null ? begin.at() : null;
        BigDecimal startWh = begin != null ? begin.wh() : null;
        if (startWh == null && beginRegister != null) {
            startWh = beginRegister.wh();
            startedAt = beginRegister.at();
        }
        Instant stoppedAt = end != null ? end.at() : null;
        BigDecimal stopWh = end != null ? end.wh() : null;
        if (stopWh == null && endRegister != null && end != null) {
            stopWh = endRegister.wh();
            stoppedAt = endRegister.at();
        }
        return EnergyJudgement.judge(account, startWh, startedAt, stopWh, stoppedAt, end != null);
    }

    /** The register at the start as told, or of the reading that stands for it. */
    @Nullable
    BigDecimal startRegisterWh() {
        var begin = row.begin();
        if (begin != null && begin.wh() != null) return begin.wh();
        var register = account.begin();
        return register == null ? null : register.wh();
    }

    @Nullable
    BigDecimal stopRegisterWh() {
        var end = row.end();
        if (end != null && end.wh() != null) return end.wh();
        var register = account.end();
        return register == null ? null : register.wh();
    }

    /** What should have come and did not. */
    List<String> missing() {
        List<String> missing = new ArrayList<>();
        var begin = row.begin();
        var end = row.end();
        if (begin == null) missing.add("start");
        missing.addAll(seen.gaps(
                begin == null ? null : (Integer) begin.seq(),
                end == null || end.presumed() ? null : (Integer) end.seq()));
        if (end == null ? row.flags().containsKey(TransactionFold.STOP_MISSING) : end.presumed()) missing.add("stop");
        return missing;
    }

    /** Everything odd: about the messages, and about the registers. */
    Map<String, String> flags() {
        Map<String, String> all = new TreeMap<>(row.flags());
        all.putAll(outcome.flags());
        return all;
    }

    /** True when the stored row must be written again; what each event of an open transaction repeats or counts on is no reason. */
    boolean mustBeStoredAfter(@Nullable TransactionState before) {
        return before == null
                || row != before.row && saysMoreThan(before.row)
                || seen != before.seen && !missing().equals(before.missing())
                || outcome != before.outcome
                        && (!outcome.flags().equals(before.outcome.flags())
                                || !row.open() && !outcome.equals(before.outcome));
    }

    /**
     * Its events are stored, and after a restart they tell in which one the charging state was confirmed last, and how long it has charged
     * ({@link TransactionLoader}).
     */
    private boolean saysMoreThan(TransactionRow before) {
        TransactionRow known = before;
        var charging = row.charging();
        var knownCharging = before.charging();
        if (charging != null && knownCharging != null && charging.state().equals(knownCharging.state()))
            known = known.withCharging(charging);
        if (row.open()) known = known.withFacts(null, null, false, row.timeSpentChargingSeconds());
        return !row.equals(known) && !onlyUseIsNew(known);
    }

    /**
     * That the station used the id is written with the next thing: only where its clock makes equal starts of different sessions must the database
     * know at once.
     */
    private boolean onlyUseIsNew(TransactionRow before) {
        var begin = row.begin();
        return begin != null
                && row.idUsed()
                && Plausible.time(begin.at(), begin.receivedAt())
                && row.equals(before.used());
    }

    /** True when somebody who watches would see a difference, running meter values apart. */
    boolean showsChangeAfter(@Nullable TransactionState before) {
        if (before == null) return true;
        return mustBeStoredAfter(before.with(before.row.idUsed() == row.idUsed() ? before.row : before.row.used()));
    }
}
