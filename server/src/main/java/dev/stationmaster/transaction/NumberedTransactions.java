package dev.stationmaster.transaction;

import dev.stationmaster.authorization.Authorization;
import dev.stationmaster.authorization.IdToken;
import dev.stationmaster.authorization.Verdict;
import dev.stationmaster.ledger.FactRefusedException;
import dev.stationmaster.metering.StorageDay;
import dev.stationmaster.station.StationId;
import dev.stationmaster.transaction.TransactionRow.Begin;
import dev.stationmaster.transaction.TransactionRow.Holder;
import dev.stationmaster.transaction.TransactionRow.Place;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Transactions whose ids we make: OCPP 1.6. Called with the station held. */
@Component
class NumberedTransactions {
    private static final String VERSION = "ocpp1.6";

    private final OpenTransactions open;
    private final TransactionLoader loader;
    private final TransactionIds ids;
    private final Authorization authorization;
    private final TransactionCommits commits;

    NumberedTransactions(
            OpenTransactions open,
            TransactionLoader loader,
            TransactionIds ids,
            Authorization authorization,
            TransactionCommits commits) {
        this.open = open;
        this.loader = loader;
        this.ids = ids;
        this.authorization = authorization;
        this.commits = commits;
    }

    Started start(StationId station, TransactionStart start) {
        boolean delayed = Matching.delayed(start);
        TransactionState known = Matching.repeated(open.of(station), start);
        if (known == null && delayed) known = Matching.repeated(loader.started(station, start), start);
        if (known != null) return answered(known);
        TransactionState stopped = Matching.stoppedBefore(open.of(station), start);
        if (stopped == null && delayed)
            stopped = Matching.stoppedBefore(loader.detached(station, start.startedAt()), start);

        TransactionState base = stopped == null ? TransactionState.of(fresh(station, start)) : stopped;
        letGoOfLostStops(station, start);
        String use = TransactionCommits.use(base);
        Verdict verdict = authorization.starting(station, start.token(), use, start.evse(), start.receivedAt());
        TransactionState after = TransactionFold.start(base, start, verdict);
        try {
            commits.commit(stopped, after, TransactionEventFact.of(after.row(), start), List.of(), start.receivedAt());
        } catch (FactRefusedException refused) {
            TransactionState first = loader.started(station, start).stream()
                    .filter(state -> !state.row().idUsed())
                    .findFirst()
                    .orElseThrow(() -> refused);
            return answered(first);
        }
        return answered(after);
    }

    private static Started answered(TransactionState state) {
        Holder holder = state.row().holder();
        if (holder == null)
            throw new IllegalStateException(
                    "a start without a token: " + state.row().id());
        return new Started(Math.toIntExact(state.row().id()), holder.verdict());
    }

    /** The same token starts again where it started before: that session is over, whatever became of its stop. */
    private void letGoOfLostStops(StationId station, TransactionStart start) {
        for (TransactionState other : open.open(station)) {
            Place place = other.row().place();
            Holder holder = other.row().holder();
            boolean samePlace = place != null
                    && place.evse() == start.evse()
                    && Integer.valueOf(start.connector()).equals(place.connector());
            if (samePlace
                    && holder != null
                    && holder.token().value().equalsIgnoreCase(start.token().value())) {
                authorization.release(TransactionCommits.use(other));
            }
        }
    }

    @Nullable
    Verdict stop(StationId station, TransactionStop stop) {
        TransactionState before = byId(station, stop.wireId());
        TransactionState after;
        if (before != null) {
            after = TransactionFold.stop(TransactionFold.used(before), stop);
        } else {
            before = Matching.detached(open.of(station), stop);
            if (before == null) before = Matching.detached(loader.stopped(station, stop), stop);
            if (before == null) before = Matching.unconfirmed(open.of(station), stop);
            TransactionState base = before == null ? TransactionState.of(detached(station, stop)) : before;
            after = TransactionFold.stop(base, stop);
            if (before != null && !before.row().detached()) after = matched(after, stop);
        }
        IdToken token = stop.token();
        Verdict verdict = token == null
                ? null
                : authorization.continuing(station, token, TransactionCommits.use(after), stop.receivedAt());
        commits.commit(
                before,
                after,
                TransactionEventFact.of(after.row(), stop),
                TransactionCommits.facts(after, stop.readings(), false, stop.receivedAt()),
                stop.receivedAt());
        return verdict;
    }

    /** The station is done with that start, so an equal one later is another session. */
    private static TransactionState matched(TransactionState state, TransactionStop stop) {
        return state.with(
                state.row().used().withFlag("stop-matched", "the station named transaction " + stop.wireId()));
    }

    /** The station's transaction of that id; null for ids that we never gave it. */
    @Nullable
    TransactionState byId(StationId station, long wireId) {
        if (wireId <= 0) return null;
        TransactionState known = open.numbered(station, wireId);
        return known != null ? known : loader.numbered(station, wireId);
    }

    private TransactionRow fresh(StationId station, TransactionStart start) {
        long id = ids.next();
        return row(id, station, Long.toString(id), start.startedAt(), start.receivedAt(), false, Map.of());
    }

    private TransactionRow detached(StationId station, TransactionStop stop) {
        Map<String, String> flags =
                Map.of(TransactionFold.START_UNKNOWN, "the station named transaction " + stop.wireId());
        String wireId = Integer.toString(stop.wireId());
        return row(ids.next(), station, wireId, stop.stoppedAt(), stop.receivedAt(), true, flags);
    }

    private TransactionRow row(
            long id,
            StationId station,
            String wireId,
            Instant at,
            Instant receivedAt,
            boolean detached,
            Map<String, String> flags) {
        return new TransactionRow(
                id,
                ids.publicId(receivedAt),
                station,
                VERSION,
                false,
                wireId,
                StorageDay.of(at, receivedAt),
                receivedAt,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                false,
                null,
                false,
                detached,
                flags);
    }

    /** Whether the reading can have been taken while the transaction ran; unknown clocks are given the benefit of the doubt. */
    static boolean during(TransactionState state, Instant takenAt) {
        Begin begin = state.row().begin();
        return begin == null || !takenAt.isBefore(begin.at().minusSeconds(60));
    }
}
