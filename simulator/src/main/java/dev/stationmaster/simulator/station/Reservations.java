package dev.stationmaster.simulator.station;

import dev.stationmaster.simulator.car.Current;
import dev.stationmaster.simulator.time.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which EVSEs are kept for whom, and until when. Outlives reboots. Used from the station's event loop only. */
final class Reservations {
    private final Parts parts;
    private final Speech speech;
    private final StatusReports statuses;
    private final Map<Integer, Held> held = new LinkedHashMap<>(0);

    /** @param evse null is any */
    private record Held(
            int id,
            @Nullable Evse evse,
            @Nullable String type,
            String token,
            @Nullable String group,
            Timer timer) {
        boolean fits(String shown, @Nullable String shownGroup) {
            return token.equalsIgnoreCase(shown) || (group != null && group.equalsIgnoreCase(shownGroup));
        }
    }

    /** @param evse null is any; {@code type} narrows that to EVSEs with such a connector */
    record Wish(
            int id,
            @Nullable Evse evse,
            @Nullable String type,
            String token,
            @Nullable String group,
            Instant expiry) {}

    Reservations(Parts parts, Speech speech, StatusReports statuses) {
        this.parts = parts;
        this.speech = speech;
        this.statuses = statuses;
    }

    /** ReserveNow: the status. The same id again replaces. What follows shows with {@link #show}. */
    String reserve(Wish wish) {
        var left = Duration.between(parts.clock().now(), wish.expiry);
        if (!left.isPositive()) {
            return "Rejected";
        }
        var before = held.remove(wish.id);
        mark();
        var status = place(wish);
        if (!status.equals("Accepted")) {
            if (before != null) {
                held.put(before.id, before);
            }
            mark();
            return status;
        }
        if (before != null) {
            before.timer.cancel();
        }
        var timer = parts.clock().after(left, () -> over(wish.id, "Expired"));
        held.put(wish.id, new Held(wish.id, wish.evse, wish.type, wish.token, wish.group, timer));
        return status;
    }

    private String place(Wish wish) {
        if (wish.evse != null) {
            return state(wish.evse);
        }
        var wanted = parts.evses().stream()
                .filter(evse -> wish.type == null || wish.type.equals(type(evse)))
                .toList();
        if (wanted.isEmpty()) {
            return "Rejected";
        }
        var free =
                wanted.stream().filter(evse -> state(evse).equals("Accepted")).count();
        var promised = held.values().stream().filter(one -> one.evse == null).count();
        return free > promised ? "Accepted" : refusal(wanted);
    }

    private static String refusal(List<Evse> wanted) {
        var states = wanted.stream().map(Reservations::state).distinct().toList();
        return states.size() == 1 && !states.getFirst().equals("Accepted") ? states.getFirst() : "Occupied";
    }

    private static String state(Evse evse) {
        if (evse.connectors.stream().allMatch(connector -> connector.fault != null)) {
            return "Faulted";
        }
        if (!evse.operative || evse.connectors.stream().noneMatch(connector -> connector.operative)) {
            return "Unavailable";
        }
        return evse.session != null || evse.car != null || evse.reserved ? "Occupied" : "Accepted";
    }

    private String type(Evse evse) {
        return parts.config().evses().get(evse.number - 1).current() == Current.AC ? "cType2" : "cCCS2";
    }

    /** CancelReservation. */
    boolean cancel(int id) {
        var gone = held.remove(id);
        if (gone != null) {
            gone.timer.cancel();
        }
        return gone != null;
    }

    /** Whether the token may charge here; {@code group} is the one that the server told for it. */
    boolean admits(Evse evse, Token token, @Nullable String group) {
        return !evse.reserved
                || held.values().stream().anyMatch(one -> serves(one, evse) && one.fits(token.id(), group));
    }

    /** A session has begun to be that token's: the id of the reservation it uses; null for none. */
    @Nullable
    Integer use(Evse evse, Token token, @Nullable String group) {
        var fitting = held.values().stream()
                .filter(one -> serves(one, evse) && one.fits(token.id(), group))
                .toList();
        var used = fitting.stream()
                .filter(one -> one.evse == evse)
                .findFirst()
                .or(() -> fitting.stream().findFirst())
                .orElse(null);
        if (used == null) {
            return null;
        }
        cancel(used.id);
        mark();
        return used.id;
    }

    private boolean serves(Held one, Evse evse) {
        return one.evse == evse || (one.evse == null && (one.type == null || one.type.equals(type(evse))));
    }

    /** An EVSE is out of order or out of service: what was reserved there is gone. */
    void out(Evse evse) {
        new ArrayList<>(held.values()).stream().filter(one -> one.evse == evse).forEach(one -> over(one.id, "Removed"));
    }

    void forget() {
        List.copyOf(held.keySet()).forEach(this::cancel);
        show();
    }

    private void over(int id, String why) {
        if (cancel(id)) {
            parts.tell("reservation " + id + " " + why);
            show();
            speech.reservationOver(id, why);
        }
    }

    /** Reports what is, and is no longer, Reserved. */
    void show() {
        mark();
        statuses.refresh();
    }

    /** An EVSE shows Reserved when it is, or when every free one is promised to somebody. */
    private void mark() {
        parts.evses().forEach(evse -> evse.reserved = held.values().stream().anyMatch(one -> one.evse == evse));
        var free = parts.evses().stream()
                .filter(evse -> state(evse).equals("Accepted"))
                .toList();
        var promised = held.values().stream().filter(one -> one.evse == null).count();
        if (promised > 0 && free.size() <= promised) {
            free.forEach(evse -> evse.reserved = true);
        }
    }
}
