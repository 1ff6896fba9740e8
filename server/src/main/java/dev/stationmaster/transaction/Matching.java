package dev.stationmaster.transaction;

import dev.stationmaster.authorization.IdToken;
import dev.stationmaster.transaction.TransactionRow.Begin;
import dev.stationmaster.transaction.TransactionRow.End;
import dev.stationmaster.transaction.TransactionRow.Holder;
import dev.stationmaster.transaction.TransactionRow.Place;
import dev.stationmaster.transaction.TransactionRow.StopToken;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which transaction a message of 1.6 is about when its id does not tell. Two candidates are none: nothing is guessed, and a connector never.
 */
final class Matching {
    private static final Duration DELAYED = Duration.ofMinutes(2);
    private static final Duration LONGEST_SESSION = Duration.ofDays(14);
    private static final BigDecimal UNTOLD = BigDecimal.ZERO;

    private Matching() {}

    /** A start that the station had in its queue. */
    static boolean delayed(TransactionStart start) {
        return Plausible.time(start.startedAt(), start.receivedAt())
                && start.startedAt().plus(DELAYED).isBefore(start.receivedAt());
    }

    /**
     * The transaction that began with that very start. While the station has not used its id, it may not have had our answer; afterwards an equal
     * start is a repeat only where the station's clock can be believed, since one that stands at 1970 makes equal starts of different sessions.
     */
    static @Nullable TransactionState repeated(List<TransactionState> states, TransactionStart start) {
        boolean clocked = Plausible.time(start.startedAt(), start.receivedAt());
        for (TransactionState state : states) {
            TransactionRow row = state.row();
            if (!row.stationNamed() && (clocked || !row.idUsed()) && began(row, start)) return state;
        }
        return null;
    }

    private static boolean began(TransactionRow row, TransactionStart start) {
        Begin begin = row.begin();
        Place place = row.place();
        Holder holder = row.holder();
        return begin != null
                && place != null
                && holder != null
                && begin.at().equals(start.startedAt())
                && begin.wh() != null
                && begin.wh().compareTo(BigDecimal.valueOf(start.meterStartWh())) == 0
                && place.evse() == start.evse()
                && Integer.valueOf(start.connector()).equals(place.connector())
                && holder.token().value().equalsIgnoreCase(start.token().value());
    }

    /** The stop that came before this start: the only one of its station that fits by time, register and token. */
    static @Nullable TransactionState stoppedBefore(List<TransactionState> states, TransactionStart start) {
        if (!Plausible.time(start.startedAt(), start.receivedAt())) return null;
        List<TransactionState> fitting = new ArrayList<>();
        for (TransactionState state : states) {
            End end = state.row().end();
            if (state.row().stationNamed() || !state.row().detached() || end == null) continue;
            StopToken stopToken = state.row().stopToken();
            if (within(start.startedAt(), end.at())
                    && rises(BigDecimal.valueOf(start.meterStartWh()), end.wh())
                    && (stopToken == null || equal(stopToken.token(), start.token()))) fitting.add(state);
        }
        return only(fitting);
    }

    /** The stop of an unknown transaction that is stored already. */
    static @Nullable TransactionState detached(List<TransactionState> states, TransactionStop stop) {
        for (TransactionState state : states) {
            TransactionRow row = state.row();
            End end = row.end();
            if (row.stationNamed()
                    || end == null
                    || end.wh() == null
                    || !end.at().equals(stop.stoppedAt())) continue;
            boolean sameRegister = end.wh().compareTo(BigDecimal.valueOf(stop.meterStopWh())) == 0;
            boolean sameName = row.wireId().equals(Integer.toString(stop.wireId()))
                    || row.flags().containsKey("stop-matched")
                    || row.flags().containsKey("stop-before-start");
            if (sameRegister && sameName) return state;
        }
        return null;
    }

    /**
     * The transaction whose id the station never got, stopped under another one (errata 3.18): the only one that it has not named yet and that fits
     * by time, register and token.
     */
    static @Nullable TransactionState unconfirmed(List<TransactionState> states, TransactionStop stop) {
        List<TransactionState> fitting = new ArrayList<>();
        for (TransactionState state : states) {
            TransactionRow row = state.row();
            Begin begin = row.begin();
            Holder holder = row.holder();
            if (row.stationNamed() || row.idUsed() || row.endedForSure() || begin == null || holder == null) continue;
            boolean clocked = Plausible.time(begin.at(), begin.receivedAt())
                    && Plausible.time(stop.stoppedAt(), stop.receivedAt());
            if (clocked && !within(begin.at(), stop.stoppedAt())) continue;
            if (!rises(begin.wh(), BigDecimal.valueOf(stop.meterStopWh()))) continue;
            IdToken token = stop.token();
            boolean group = holder.verdict().group() != null;
            if (token == null || equal(token, holder.token()) || group) fitting.add(state);
        }
        return only(fitting);
    }

    /** The only open transaction at that place; with {@code unnamed} only one whose id the station has not used. */
    static @Nullable TransactionState runningAt(
            List<TransactionState> states, int evse, @Nullable Integer connector, boolean unnamed) {
        List<TransactionState> fitting = new ArrayList<>();
        for (TransactionState state : states) {
            TransactionRow row = state.row();
            Place place = row.place();
            if (!row.open() || place == null || place.evse() != evse || unnamed && row.idUsed()) continue;
            if (row.flags().containsKey(TransactionFold.STOP_MISSING)) continue;
            if (connector == null || place.connector() == null || connector.equals(place.connector()))
                fitting.add(state);
        }
        return only(fitting);
    }

    /**
     * True when a station gives the id of an ended transaction to a new one, which it must not (E01.FR.08): counters that begin again after a reboot.
     * It is one only where believable clocks put the new begin after the known end.
     */
    static boolean reused(TransactionRow known, StationEvent event) {
        End end = known.end();
        Begin begin = known.begin();
        return event.kind() == StationEvent.Kind.STARTED
                && begin != null
                && end != null
                && !end.presumed()
                && Plausible.time(end.at(), end.receivedAt())
                && Plausible.time(event.at(), event.receivedAt())
                && event.at().isAfter(end.at())
                && event.seqNo() <= begin.seq();
    }

    private static boolean within(Instant start, Instant stop) {
        return !stop.isBefore(start) && Duration.between(start, stop).compareTo(LONGEST_SESSION) <= 0;
    }

    /** True unless both registers were told and the later one is the lower. */
    private static boolean rises(@Nullable BigDecimal start, @Nullable BigDecimal stop) {
        return start == null || stop == null || stop.compareTo(UNTOLD) < 0 || stop.compareTo(start) >= 0;
    }

    private static boolean equal(IdToken one, IdToken other) {
        return one.value().equalsIgnoreCase(other.value());
    }

    private static @Nullable TransactionState only(List<TransactionState> fitting) {
        return fitting.size() == 1 ? fitting.getFirst() : null;
    }
}
