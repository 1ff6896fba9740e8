package dev.stationmaster.reservation;

import dev.stationmaster.changefeed.Change;
import dev.stationmaster.command.CommandAnswer;
import dev.stationmaster.command.CommandListener;
import dev.stationmaster.command.Conversation;
import dev.stationmaster.command.ConversationSource;
import dev.stationmaster.command.StationCommand;
import dev.stationmaster.command.StationCommand.ReserveNow;
import dev.stationmaster.ledger.Ledger;
import dev.stationmaster.reservation.Reservation.State;
import dev.stationmaster.station.Station;
import dev.stationmaster.station.StationDirectory;
import dev.stationmaster.station.StationId;
import dev.stationmaster.transaction.Transaction;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/**
 * Reservations, from the question to whichever end they have. A station tells little: 1.6 has no message for the end of a reservation, so it
 * is read from statuses, transactions and the clock; and what the station says itself overrules what was read.
 *
 * @see "OCPP 1.6 §3.7, §5.2, §5.13; 2.x part 2, H01 to H04"
 */
@Service
public class ReservationService implements ConversationSource, CommandListener {
    private static final Logger log = LoggerFactory.getLogger(ReservationService.class);
    /** How far a station's clock may be from ours when it frees the connector at the end. */
    private static final Duration CLOCK_DRIFT = Duration.ofSeconds(60);

    private final ReservationStore store;
    private final ReservationUses uses;
    private final Ledger ledger;
    private final StationDirectory stations;
    private final InstantSource clock;
    private final Map<StationId, List<Reservation>> open = new ConcurrentHashMap<>();
    private final Map<StationId, ReentrantLock> locks = new ConcurrentHashMap<>();

    /** All open reservations are in memory when this bean exists, so before any port opens. */
    ReservationService(
            ReservationStore store,
            ReservationUses uses,
            Ledger ledger,
            StationDirectory stations,
            InstantSource clock) {
        this.store = store;
        this.uses = uses;
        this.ledger = ledger;
        this.stations = stations;
        this.clock = clock;
        for (Reservation one : store.open()) remember(one);
    }

    /** The station's reservations that are not over, the oldest first; from memory. */
    List<Reservation> open(StationId station) {
        return open.getOrDefault(station, List.of());
    }

    boolean hasOpen(StationId station) {
        return open.containsKey(station);
    }

    @Override
    public Optional<Conversation> begin(Turn turn) {
        return turn.command() instanceof ReserveNow reserve
                ? Optional.of(new Reserving(this, turn, reserve))
                : Optional.empty();
    }

    /** Stored before the station is asked. */
    Reservation request(Turn turn, ReserveNow wanted) {
        Integer chosen = wanted.id();
        if (chosen != null) store.numberTaken(turn.station(), chosen);
        int number = chosen != null ? chosen : store.nextNumber(turn.station());
        Reservation request = Reservation.requested(
                turn.id(), turn.station(), number, turn.version(), wanted, turn.actor(), clock.instant());
        save(request);
        return request;
    }

    void answered(Reservation request, CommandAnswer answer) {
        holding(request.station(), () -> {
            Reservation now = latest(request);
            // A transaction may have used it before we dealt with the answer.
            if (!now.state().open()) return;
            Instant at = clock.instant();
            if (!answer.positive()) {
                String status = answer.status() == null ? "no" : answer.status();
                String more = answer.reason() == null ? "" : " (" + answer.reason() + ")";
                save(now.ended(State.REFUSED, "the station answered " + status + more, at));
                return;
            }
            for (Reservation other : open(request.station())) {
                if (other.wireId() != request.wireId() || other.id().equals(request.id())) continue;
                save(other.ended(State.REPLACED, "asked for again under the same number", at));
            }
            save(now.active(at));
        });
    }

    void failed(Reservation request, How how, String reason) {
        holding(request.station(), () -> {
            Reservation now = latest(request);
            if (now.state() != State.REQUESTED) return;
            if (how == How.UNKNOWN) save(now.uncertain("whether the station took it is not known: " + reason));
            else save(now.ended(State.REFUSED, reason, clock.instant()));
        });
    }

    /** Cancelled; or gone already, when the station knows nothing to cancel. */
    @Override
    public void ended(Ended command) {
        if (!(command.command() instanceof StationCommand.CancelReservation(int number))
                || command.how() != How.ANSWERED) return;
        holding(command.station(), () -> {
            for (Reservation one : open(command.station())) {
                if (one.wireId() != number) continue;
                if (command.positive()) save(one.ended(State.CANCELLED, null, clock.instant()));
                else {
                    String why = "the station answered its cancellation " + command.status()
                            + ": it knows no such reservation";
                    save(one.ended(State.REMOVED, why, clock.instant()));
                }
            }
        });
    }

    /**
     * The station says that a reservation is over; durable when this returns. What was used stays used.
     *
     * @param wireId may be one that nobody here asked for
     */
    public void released(StationId station, int wireId, Release why) {
        holding(station, () -> {
            Reservation one = newest(station, wireId).orElse(null);
            if (one == null) {
                log.info(
                        "event=unknown-reservation station={} reservation={} release={}",
                        identity(station),
                        wireId,
                        why);
                return;
            }
            // Read from a status, where the station itself now says why.
            if (!one.state().open() && one.state() != State.REMOVED) return;
            Instant at = one.endedAt() == null ? clock.instant() : one.endedAt();
            save(
                    switch (why) {
                        case EXPIRED -> one.ended(State.EXPIRED, "the station says so", at);
                        case REMOVED -> one.ended(State.REMOVED, "the station removed it", at);
                        case NEVER_USED ->
                            one.ended(State.REMOVED, "the token was shown, but no cable came (NoTransaction)", at);
                    });
        });
    }

    /** A transaction may be the use of a reservation. */
    void seen(Transaction transaction) {
        holding(transaction.station(), () -> {
            Reservation used = used(transaction);
            if (used == null) return;
            String why = transaction.reservationId() == null
                    ? "its token started here; the station named no reservation"
                    : null;
            save(used.usedBy(transaction.publicId(), why, clock.instant()));
        });
    }

    private @Nullable Reservation used(Transaction transaction) {
        StationId station = transaction.station();
        Integer named = transaction.reservationId();
        if (named != null) {
            Reservation one = newest(station, named).orElse(null);
            boolean usable =
                    one != null && (one.state().open() || one.state() == State.EXPIRED || one.state() == State.REMOVED);
            return usable ? one : null;
        }
        if (!hasOpen(station) || store.usedBy(station, transaction.publicId())) return null;
        return uses.of(transaction, open(station)).orElse(null);
    }

    /** What a status of a connector says about reservations. @param evse 0 is the whole station */
    void status(StationId station, int evse, String status) {
        holding(station, () -> {
            for (Reservation one : open(station)) {
                boolean here = one.evse() != null && one.evse() == evse;
                switch (status) {
                    case "Reserved" -> {
                        boolean only = one.evse() == null && open(station).size() == 1;
                        if ((here || only) && !one.seen()) save(one.shown(clock.instant()));
                    }
                    case "Faulted", "Unavailable" -> {
                        // A 2.x station says by itself what it removes; an EVSE may have another connector.
                        if (one.isV16() && (here || evse == 0)) {
                            String why = (evse == 0 ? "the station" : "the connector") + " is " + status;
                            save(one.ended(State.REMOVED, why, clock.instant()));
                        }
                    }
                    case "Available" -> {
                        if (here && one.seen()) freed(one);
                    }
                    default -> {}
                }
            }
        });
    }

    /** The connector was reserved and is free: the time is over, or the station has forgotten. */
    private void freed(Reservation one) {
        Instant now = clock.instant();
        boolean over = !now.isBefore(one.expiresAt().minus(CLOCK_DRIFT));
        save(
                over
                        ? one.ended(State.EXPIRED, "the connector is free again", now)
                        : one.ended(State.REMOVED, "the station says that the connector is free: it forgot", now));
    }

    /** Ends what has run out; 1.6 has no message for it. */
    void expire() {
        Instant now = clock.instant();
        for (List<Reservation> all : open.values()) {
            for (Reservation one : all) {
                if (now.isBefore(one.expiresAt())) continue;
                holding(one.station(), () -> {
                    Reservation still = latest(one);
                    if (still.state().open()) save(still.ended(State.EXPIRED, "its time is over", now));
                });
            }
        }
    }

    Optional<Reservation> newest(StationId station, int wireId) {
        return open(station).stream()
                .filter(one -> one.wireId() == wireId)
                .reduce((_, later) -> later)
                .or(() -> store.find(station, wireId));
    }

    private Reservation latest(Reservation known) {
        return open(known.station()).stream()
                .filter(one -> one.id().equals(known.id()))
                .findFirst()
                .or(() -> store.find(known.id()))
                .orElse(known);
    }

    private void save(Reservation one) {
        ReservationView view = ReservationView.of(one, identity(one.station()));
        boolean ours = one.state() == State.REQUESTED;
        Change change = new Change(
                "reservation",
                one.id().toString(),
                one.station(),
                view.body(),
                ours ? one.actor() : "station",
                clock.instant());
        ledger.commit(List.of(one, change));
        remember(one);
        log.info(
                "event=reservation station={} reservation={} state={} reason=\"{}\"",
                view.station(),
                one.wireId(),
                view.state(),
                one.reason() == null ? "" : one.reason());
    }

    private void remember(Reservation one) {
        open.compute(one.station(), (_, known) -> {
            List<Reservation> all = new ArrayList<>(known == null ? List.of() : known);
            all.removeIf(other -> other.id().equals(one.id()));
            if (one.state().open()) all.add(one);
            return all.isEmpty() ? null : List.copyOf(all);
        });
    }

    private void holding(StationId station, Runnable work) {
        ReentrantLock lock = locks.computeIfAbsent(station, _ -> new ReentrantLock());
        lock.lock();
        try {
            work.run();
        } finally {
            lock.unlock();
        }
    }

    private String identity(StationId station) {
        return stations.find(station).map(Station::identity).orElse("");
    }

    List<Reservation> list(ReservationStore.Filter filter, int limit) {
        return store.list(filter, limit);
    }

    Optional<Reservation> find(UUID id) {
        return store.find(id);
    }
}
