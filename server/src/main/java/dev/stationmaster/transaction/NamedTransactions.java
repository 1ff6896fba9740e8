package dev.stationmaster.transaction;

import dev.stationmaster.authorization.Authorization;
import dev.stationmaster.authorization.IdToken;
import dev.stationmaster.authorization.Verdict;
import dev.stationmaster.authorization.Verdict.Status;
import dev.stationmaster.ledger.FactRefusedException;
import dev.stationmaster.metering.StorageDay;
import dev.stationmaster.station.StationId;
import dev.stationmaster.transaction.StationEvent.Kind;
import dev.stationmaster.transaction.TransactionRow.Holder;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Transactions whose ids stations make: OCPP 2.x. Called with the station held. */
@Component
class NamedTransactions {
    private final OpenTransactions open;
    private final TransactionLoader loader;
    private final TransactionIds ids;
    private final Authorization authorization;
    private final TransactionCommits commits;

    NamedTransactions(
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

    EventAnswer event(StationId station, StationEvent event) {
        TransactionState before = open.named(station, event.wireId());
        // A live Started is new nearly always; when it is not, the unique index says so.
        boolean mayBeStored = event.kind() != Kind.STARTED || event.offline();
        if (before == null && mayBeStored) before = loader.named(station, event.wireId());
        try {
            return take(station, current(before, event), event);
        } catch (FactRefusedException refused) {
            TransactionState stored = before == null ? loader.named(station, event.wireId()) : null;
            if (stored == null) throw refused;
            return take(station, current(stored, event), event);
        }
    }

    /** The transaction that the event is about: none when the station gave the id of an ended one to a new one. */
    private @Nullable TransactionState current(@Nullable TransactionState known, StationEvent event) {
        if (known == null || !Matching.reused(known.row(), event)) return known;
        TransactionRow row = known.row().withFlag("id-reused", "the station gave its id to another transaction");
        commits.commit(
                known,
                known.with(row.identified(row.wireId(), row.idUsed(), true)),
                null,
                List.of(),
                event.receivedAt());
        return null;
    }

    private EventAnswer take(StationId station, @Nullable TransactionState before, StationEvent event) {
        TransactionState base = before == null ? unknown(station, event) : before;
        Verdict verdict = verdict(station, base, event);
        TransactionState after = TransactionFold.event(base, event, verdict);
        boolean misplaced = event.token() == null && verdict != null && verdict.status() == Status.WRONG_LOCATION;
        if (misplaced) after = after.with(after.row().withFlag("wrong-evse", verdict.rule()));
        commits.commit(
                before,
                after,
                TransactionEventFact.of(after.row(), event),
                TransactionCommits.facts(after, event.readings(), false, event.receivedAt()),
                event.receivedAt());
        return new EventAnswer(verdict, after.row().publicId());
    }

    /** The present status of the token shown; of a stop without a token that of the transaction's own (TC_E_08). */
    private @Nullable Verdict verdict(StationId station, TransactionState state, StationEvent event) {
        String use = TransactionCommits.use(state);
        Instant now = event.receivedAt();
        Holder holder = state.row().holder();
        IdToken token = event.token();
        if (token == null) {
            boolean stop = event.trigger().equals("StopAuthorized") && event.kind() != Kind.ENDED;
            if (stop && holder != null) return authorization.continuing(station, holder.token(), use, now);
            return misplaced(station, state.row(), event);
        }
        boolean starts = !TransactionFold.stops(event)
                && state.row().open()
                && (holder == null || !holder.verdict().accepted() || equal(holder.token(), token));
        return starts
                ? authorization.starting(station, token, use, evse(state, event), now)
                : authorization.continuing(station, token, use, now);
    }

    /** A token that is limited to some EVSEs may be shown before the station knows where the car is (C01.FR.20). */
    private @Nullable Verdict misplaced(StationId station, TransactionRow row, StationEvent event) {
        Holder holder = row.holder();
        Integer evse = event.evse();
        boolean judged = holder == null || !holder.verdict().accepted() || row.place() != null;
        if (judged || evse == null || event.kind() == Kind.ENDED) return null;
        return authorization.placed(station, holder.token(), evse, event.receivedAt());
    }

    private static @Nullable Integer evse(TransactionState state, StationEvent event) {
        if (event.evse() != null) return event.evse();
        var place = state.row().place();
        return place == null ? null : (Integer) place.evse();
    }

    private static boolean equal(IdToken one, IdToken other) {
        return one.value().equalsIgnoreCase(other.value()) && one.type().equalsIgnoreCase(other.type());
    }

    private TransactionState unknown(StationId station, StationEvent event) {
        return TransactionState.of(new TransactionRow(
                ids.next(),
                ids.publicId(event.receivedAt()),
                station,
                event.version(),
                true,
                event.wireId(),
                StorageDay.of(event.at(), event.receivedAt()),
                event.receivedAt(),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                event.offline(),
                null,
                true,
                false,
                Map.of()));
    }
}
