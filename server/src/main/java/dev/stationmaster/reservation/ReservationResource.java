package dev.stationmaster.reservation;

import dev.stationmaster.command.CommandService;
import dev.stationmaster.command.CommandView;
import dev.stationmaster.platform.web.ApiProblem;
import dev.stationmaster.platform.web.Page;
import dev.stationmaster.platform.web.Paging;
import dev.stationmaster.reservation.Reservation.State;
import dev.stationmaster.station.Station;
import dev.stationmaster.station.StationDirectory;
import dev.stationmaster.station.StationId;
import java.security.Principal;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Reservations: make one, see what became of it, cancel it. */
@RestController
@RequestMapping("/api/v1")
class ReservationResource {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final ReservationService reservations;
    private final CommandService commands;
    private final StationDirectory stations;

    ReservationResource(ReservationService reservations, CommandService commands, StationDirectory stations) {
        this.reservations = reservations;
        this.commands = commands;
        this.stations = stations;
    }

    /**
     * What was asked of the station.
     *
     * @param reservation as it stands; null as long as the station was not asked
     * @param command as under {@code /commands}
     */
    record ReservationAsked(@Nullable ReservationView reservation, CommandView command) {}

    /**
     * Newest first.
     *
     * @param state one of the states, or {@code open} for those that are not over
     * @param from only those that were not over by then
     * @param until only those that were asked for before then
     */
    @GetMapping("/reservations")
    Page<ReservationView> all(
            @RequestParam(required = false) @Nullable String station,
            @RequestParam(required = false) @Nullable String idToken,
            @RequestParam(required = false) @Nullable String state,
            @RequestParam(required = false) @Nullable Instant from,
            @RequestParam(required = false) @Nullable Instant until,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String after) {
        StationId of = station == null ? null : station(station).id();
        return list(of, idToken, state, from, until, Paging.of(limit, after));
    }

    @GetMapping("/stations/{id}/reservations")
    Page<ReservationView> ofStation(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String state,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String after) {
        return list(station(id).id(), null, state, null, null, Paging.of(limit, after));
    }

    @GetMapping("/reservations/{reservation}")
    ReservationView get(@PathVariable String reservation) {
        return reservations
                .find(uuid(reservation))
                .map(this::view)
                .orElseThrow(() -> ApiProblem.notFound("reservation", reservation));
    }

    /** The fields of a ReserveNow command. With {@code wait} it answers 200 when the station has answered in time, else 202. */
    @PostMapping("/stations/{id}/reservations")
    ResponseEntity<ReservationAsked> reserve(
            @PathVariable String id,
            @RequestBody JsonNode body,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String idempotencyKey,
            @RequestParam(name = "wait", required = false) @Nullable String wait,
            Principal operator) {
        if (!(body instanceof ObjectNode fields))
            throw ApiProblem.invalid("", "type object", "The body is a JSON object.");
        fields.put("type", "ReserveNow");
        UUID command = commands.submit(station(id).id(), fields, idempotencyKey, operator.getName());
        return asked(command, command, wait);
    }

    /**
     * Cancels it at the station.
     *
     * @param reservation its id, or the number that the station knows
     */
    @DeleteMapping("/stations/{id}/reservations/{reservation}")
    ResponseEntity<ReservationAsked> cancel(
            @PathVariable String id,
            @PathVariable String reservation,
            @RequestParam(name = "wait", required = false) @Nullable String wait,
            @RequestParam(name = "force", required = false) @Nullable Boolean force,
            Principal operator) {
        StationId station = station(id).id();
        Reservation known = (reservation.matches("\\d{1,9}")
                        ? reservations.newest(station, Integer.parseInt(reservation))
                        : reservations
                                .find(uuid(reservation))
                                .filter(one -> one.station().equals(station)))
                .orElseThrow(() -> ApiProblem.notFound("reservation", reservation));
        ObjectNode fields = JSON.createObjectNode();
        fields.put("type", "CancelReservation");
        fields.put("reservationId", known.wireId());
        fields.put("force", Boolean.TRUE.equals(force));
        UUID command = commands.submit(station, fields, null, operator.getName());
        return asked(command, known.id(), wait);
    }

    private ResponseEntity<ReservationAsked> asked(UUID command, UUID reservation, @Nullable String wait) {
        CommandView shown = commands.shown(command, wait);
        boolean under = shown.state().equals("queued") || shown.state().equals("sent");
        ReservationView view = reservations.find(reservation).map(this::view).orElse(null);
        return ResponseEntity.status(wait == null || under ? 202 : 200).body(new ReservationAsked(view, shown));
    }

    private Page<ReservationView> list(
            @Nullable StationId station,
            @Nullable String idToken,
            @Nullable String state,
            @Nullable Instant from,
            @Nullable Instant until,
            Paging paging) {
        boolean open = "open".equals(state);
        var filter = new ReservationStore.Filter(
                station,
                state == null || open ? null : state(state),
                open ? Boolean.TRUE : null,
                idToken,
                from,
                until,
                paging.after() == null ? null : uuid(paging.after()));
        return Page.of(
                        reservations.list(filter, paging.fetch()),
                        paging,
                        one -> one.id().toString())
                .map(this::view);
    }

    private ReservationView view(Reservation one) {
        return ReservationView.of(
                one, stations.find(one.station()).map(Station::identity).orElse(""));
    }

    private Station station(String identity) {
        return stations.find(identity).orElseThrow(() -> ApiProblem.notFound("station", identity));
    }

    private static State state(String word) {
        try {
            return State.valueOf(word.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw ApiProblem.invalid(
                    "state",
                    "enum",
                    "state is open, requested, active, used, expired, removed, cancelled, refused or replaced.");
        }
    }

    private static UUID uuid(String text) {
        return Optional.of(text)
                .filter(one -> one.length() == 36)
                .map(ReservationResource::parsed)
                .orElseThrow(() -> ApiProblem.notFound("reservation", text));
    }

    private static @Nullable UUID parsed(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
