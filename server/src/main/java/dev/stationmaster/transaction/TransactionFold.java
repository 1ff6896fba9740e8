package dev.stationmaster.transaction;

import dev.stationmaster.authorization.IdToken;
import dev.stationmaster.authorization.Verdict;
import dev.stationmaster.metering.EnergyAccount;
import dev.stationmaster.metering.MeterReading;
import dev.stationmaster.transaction.StationEvent.Kind;
import dev.stationmaster.transaction.TransactionRow.Begin;
import dev.stationmaster.transaction.TransactionRow.Charging;
import dev.stationmaster.transaction.TransactionRow.End;
import dev.stationmaster.transaction.TransactionRow.Holder;
import dev.stationmaster.transaction.TransactionRow.Place;
import dev.stationmaster.transaction.TransactionRow.StopToken;
import dev.stationmaster.transaction.TransactionState.Running;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a message changes a transaction: pure functions. Taking a message twice changes nothing more, and the events of a 2.x transaction give the
 * same result in every order of arrival.
 */
final class TransactionFold {
    static final String STOP_MISSING = "stop-missing";
    static final String START_UNKNOWN = "start-unknown";
    static final String PRESUMED = "Inferred";
    static final String UNKNOWN_TO_STATION = "unknown-to-station";
    static final String EVENTS_LOST = "events-lost";

    private static final Duration LATE = Duration.ofMinutes(2);
    private static final int PRESUMED_SEQ = Integer.MAX_VALUE;

    private TransactionFold() {}

    /** A StartTransaction of 1.6, of a new transaction or of one whose stop came first. */
    static TransactionState start(TransactionState before, TransactionStart start, Verdict verdict) {
        TransactionRow row = before.row();
        boolean late = start.startedAt().plus(LATE).isBefore(start.receivedAt())
                && Plausible.time(start.startedAt(), start.receivedAt());
        row = row.withPlace(new Place(start.evse(), 0, start.connector(), 0, start.wireConnector()))
                .withHolder(new Holder(start.token(), 0, verdict))
                .withBegin(
                        new Begin(start.startedAt(), start.receivedAt(), 0, BigDecimal.valueOf(start.meterStartWh())))
                .withFacts(null, start.reservationId(), late, null);
        if (row.detached()) {
            row = row.identified(Long.toString(row.id()), row.idUsed(), false)
                    .withoutFlag(START_UNKNOWN)
                    .withFlag("stop-before-start", "the stop arrived first");
        }
        row = checkRegister(row, start.meterStartWh());
        return heard(before.with(checkClock(row, start.startedAt(), start.receivedAt())), start.receivedAt());
    }

    /** A StopTransaction of 1.6 that belongs to this transaction. */
    static TransactionState stop(TransactionState before, TransactionStop stop) {
        TransactionRow row = before.row();
        BigDecimal register = BigDecimal.valueOf(stop.meterStopWh());
        String reason = stop.reason() == null ? "Local" : stop.reason();
        End end = row.end();
        if (end == null || end.presumed()) {
            IdToken token = stop.token();
            row = row.withEnd(new End(stop.stoppedAt(), stop.receivedAt(), 1, register, reason, false))
                    .withStopToken(token == null ? null : new StopToken(token, 1))
                    .withoutFlag(STOP_MISSING);
            row = checkRegister(checkClock(row, stop.stoppedAt(), stop.receivedAt()), stop.meterStopWh());
        } else if (!end.at().equals(stop.stoppedAt())
                || end.wh() == null
                || end.wh().compareTo(register) != 0) {
            row = row.withFlag(
                    "stop-repeated-differently",
                    "stopped again at " + stop.stoppedAt() + " with " + stop.meterStopWh()
                            + " Wh; the first stop counts");
        }
        return readings(before.with(row), stop.readings(), stop.receivedAt());
    }

    /** A register of 1.6 has 32 bits. One that needs more is true most of the time, and a person should look once. */
    private static TransactionRow checkRegister(TransactionRow row, long registerWh) {
        if (registerWh == (int) registerWh) return row;
        return row.withFlag("register-beyond-32-bits", "told " + registerWh + " Wh");
    }

    /** A TransactionEvent of 2.x. */
    static TransactionState event(TransactionState before, StationEvent event, @Nullable Verdict verdict) {
        TransactionRow row = before.row();
        int seq = event.seqNo();
        if (moved(row.place(), event))
            row = row.withFlag("place-changed", "the station named several; the first counts");
        row = row.withPlace(place(row.place(), event))
                .withFacts(
                        event.remoteStartId(),
                        event.reservationId(),
                        event.offline(),
                        event.timeSpentChargingSeconds());
        IdToken token = event.token();
        if (token != null && stops(event)) {
            StopToken known = row.stopToken();
            if (known == null || seq > known.seq()) row = row.withStopToken(new StopToken(token, seq));
        } else if (token != null && verdict != null && holds(row.holder(), seq, verdict)) {
            row = row.withHolder(new Holder(token, seq, verdict));
        }
        String state = event.chargingState();
        Charging charging = row.charging();
        if (state != null && (charging == null || seq > charging.seq()))
            row = row.withCharging(new Charging(state, seq));
        row = switch (event.kind()) {
            case STARTED -> started(row, event);
            case UPDATED -> resumed(row);
            case ENDED -> ended(row, event);
        };
        TransactionState changed = TransactionState.of(
                checkClock(row, event.at(), event.receivedAt()),
                before.account(),
                before.seen().with(seq),
                before.running(),
                before.lastReceivedAt());
        if (changed.missing().isEmpty()) changed = changed.with(changed.row().withoutFlag(EVENTS_LOST));
        return readings(changed, event.readings(), event.receivedAt());
    }

    /** True when the event's token ends the transaction rather than begins it. */
    static boolean stops(StationEvent event) {
        return event.kind() == Kind.ENDED || event.trigger().equals("StopAuthorized");
    }

    /** The first token that was accepted; as long as none was, the first. */
    private static boolean holds(@Nullable Holder known, int seq, Verdict verdict) {
        if (known == null || known.verdict().accepted() == verdict.accepted())
            return known == null || seq <= known.seq();
        return verdict.accepted();
    }

    private static boolean moved(@Nullable Place known, StationEvent event) {
        Integer evse = event.evse();
        if (known == null || evse == null) return false;
        Integer connector = event.connector();
        return evse != known.evse()
                || connector != null && known.connector() != null && !connector.equals(known.connector());
    }

    /** Told once, as soon as the station knows it, and maybe not with the start (E01.FR.16). */
    private static @Nullable Place place(@Nullable Place known, StationEvent event) {
        Integer evse = event.evse();
        if (evse == null) return known;
        int seq = event.seqNo();
        boolean first = known == null || seq < known.seq();
        Integer connector = event.connector();
        Integer knownConnector = known == null ? null : known.connector();
        Integer knownSeq = known == null ? null : known.connectorSeq();
        boolean firstConnector = connector != null && (knownSeq == null || seq < knownSeq);
        return new Place(
                first ? evse : known.evse(),
                first ? seq : known.seq(),
                firstConnector ? connector : knownConnector,
                firstConnector ? (Integer) seq : knownSeq,
                null);
    }

    private static TransactionRow started(TransactionRow row, StationEvent event) {
        Begin known = row.begin();
        if (known != null && known.seq() <= event.seqNo()) {
            return known.seq() == event.seqNo()
                    ? row
                    : row.withFlag("started-twice", "events " + known.seq() + " and " + event.seqNo());
        }
        if (known != null) row = row.withFlag("started-twice", "events " + event.seqNo() + " and " + known.seq());
        return row.withBegin(new Begin(event.at(), event.receivedAt(), event.seqNo(), null))
                .withoutFlag(START_UNKNOWN);
    }

    /** A live event shows that our inference of an end was wrong. */
    private static TransactionRow resumed(TransactionRow row) {
        End end = row.end();
        return end != null && end.presumed() ? row.withEnd(null).withoutFlag(UNKNOWN_TO_STATION) : row;
    }

    /** An end without a reason is Local (E06.FR.09). */
    private static TransactionRow ended(TransactionRow row, StationEvent event) {
        End known = row.end();
        String reason = event.stoppedReason() == null ? "Local" : event.stoppedReason();
        End told = new End(event.at(), event.receivedAt(), event.seqNo(), null, reason, false);
        if (known == null || known.presumed())
            return row.withEnd(told).withoutFlag(STOP_MISSING).withoutFlag(UNKNOWN_TO_STATION);
        if (known.seq() == event.seqNo()) return row;
        boolean earlier = event.seqNo() < known.seq();
        row = row.withFlag("ended-twice", "the first end counts");
        return earlier ? row.withEnd(told) : row;
    }

    /** Readings that belong to this transaction. */
    static TransactionState readings(TransactionState before, List<MeterReading> readings, Instant receivedAt) {
        EnergyAccount account = before.account();
        Running running = before.running();
        for (MeterReading reading : readings) {
            account = account.with(reading);
            running = running.with(reading);
        }
        TransactionRow row = before.row();
        End end = row.end();
        if (end != null
                && end.presumed()
                && readings.stream().anyMatch(reading -> reading.takenAt().isAfter(end.at()))) {
            row = row.withEnd(null);
        }
        if (account == before.account() && row == before.row()) {
            return new TransactionState(
                    row, account, before.seen(), running, later(before, receivedAt), before.outcome());
        }
        return TransactionState.of(row, account, before.seen(), running, later(before, receivedAt));
    }

    /** The station named this transaction, so it knows the id. */
    static TransactionState used(TransactionState before) {
        return before.with(before.row().used());
    }

    /** Another transaction began at its place, and no stop ever came. */
    static TransactionState overtaken(TransactionState before, Instant at) {
        return before.with(before.row().withFlag(STOP_MISSING, "another transaction began at its place at " + at));
    }

    /** Nothing was heard for long and the connector is free: taken for ended, until the station says otherwise. */
    static TransactionState presumedEnded(TransactionState before, Instant at, Instant now) {
        if (!before.row().open()) return before;
        return before.with(before.row().withEnd(new End(at, now, PRESUMED_SEQ, null, PRESUMED, true)));
    }

    private static TransactionState heard(TransactionState state, Instant receivedAt) {
        return new TransactionState(
                state.row(), state.account(), state.seen(), state.running(), later(state, receivedAt), state.outcome());
    }

    private static Instant later(TransactionState before, Instant receivedAt) {
        return receivedAt.isAfter(before.lastReceivedAt()) ? receivedAt : before.lastReceivedAt();
    }

    private static TransactionRow checkClock(TransactionRow row, Instant told, Instant receivedAt) {
        if (!Plausible.time(told, receivedAt))
            row = row.withFlag(
                    "clock-implausible",
                    "the station's clock said " + told.toString().substring(0, 4));
        Begin begin = row.begin();
        End end = row.end();
        boolean backwards = begin != null && end != null && end.at().isBefore(begin.at());
        return backwards ? row.withFlag("stop-before-start-time", "by the station's clock") : row;
    }
}
