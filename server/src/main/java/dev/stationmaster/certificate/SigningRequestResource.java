package dev.stationmaster.certificate;

import dev.stationmaster.certificate.SigningRequest.State;
import dev.stationmaster.certificate.SigningStore.Place;
import dev.stationmaster.platform.web.ApiProblem;
import dev.stationmaster.platform.web.Page;
import dev.stationmaster.platform.web.Paging;
import dev.stationmaster.platform.web.Scope;
import dev.stationmaster.station.Station;
import dev.stationmaster.station.StationDirectory;
import java.security.Principal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Stations' requests for certificates: what became of them, and the operator's word where it is wanted. */
@RestController
@RequestMapping("/api/v1")
class SigningRequestResource {
    private static final Duration LATELY = Duration.ofDays(30);

    private final SigningStore store;
    private final SigningService signing;
    private final StationDirectory stations;
    private final InstantSource clock;

    SigningRequestResource(SigningStore store, SigningService signing, StationDirectory stations, InstantSource clock) {
        this.store = store;
        this.signing = signing;
        this.stations = stations;
        this.clock = clock;
    }

    /** @param nextTryAt when the next step is due, while there is one */
    record View(
            UUID id,
            String station,
            String certificateType,
            @Nullable Integer requestId,
            String subject,
            String state,
            @Nullable String reason,
            @Nullable UUID certificate,
            int attempts,
            Instant receivedAt,
            @Nullable Instant nextTryAt,
            @Nullable Instant endedAt,
            @Nullable String decidedBy,
            String csr) {}

    /** @param counts requests by state; of those that ended, the ones of the last 30 days */
    record Summary(Map<String, Integer> counts) {}

    /** @param reason in words, for those who look later */
    record Refusal(@Nullable String reason) {}

    /** The newest first. @param state received, awaitingApproval, signed, accepted, rejected, refused or replaced; any of these */
    @GetMapping("/signing-requests")
    Page<View> list(
            @RequestParam(required = false) @Nullable String station,
            @RequestParam(required = false) @Nullable List<String> state,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String after) {
        Paging paging = Paging.of(limit, after);
        List<String> states = state == null ? List.of() : state;
        for (String one : states) known(one);
        List<SigningRequest> found = store.list(keys(station), states, place(paging.after()), paging.fetch());
        return Page.of(found, paging, one -> one.receivedAt() + " " + one.id()).map(this::view);
    }

    /** The newest ones of one station. */
    @GetMapping("/stations/{station}/signing-requests")
    Page<View> ofStation(
            @PathVariable String station,
            @RequestParam(required = false) @Nullable List<String> state,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String after) {
        return list(station, state, limit, after);
    }

    /** How many wait for whom, and what became of the others lately. */
    @GetMapping("/signing-requests/summary")
    Summary summary() {
        return new Summary(store.counts(keys(null), clock.instant().minus(LATELY)));
    }

    @GetMapping("/signing-requests/{id}")
    View get(@PathVariable UUID id) {
        return view(found(id));
    }

    @PostMapping("/signing-requests/{id}/approve")
    View approve(@PathVariable UUID id, Principal operator) {
        found(id);
        signing.approve(id, operator.getName());
        return get(id);
    }

    @PostMapping("/signing-requests/{id}/reject")
    View reject(@PathVariable UUID id, @RequestBody(required = false) @Nullable Refusal why, Principal operator) {
        found(id);
        String reason = why == null || why.reason() == null ? "refused by an operator" : why.reason();
        signing.refuse(id, reason, operator.getName());
        return get(id);
    }

    /** Of a station that the caller may know of. */
    private SigningRequest found(UUID id) {
        Scope scope = Scope.current();
        return store.find(id)
                .filter(one -> !scope.isLimited()
                        || stations.find(one.station())
                                .filter(station -> scope.includes(station.siteId()))
                                .isPresent())
                .orElseThrow(() -> ApiProblem.notFound("signing-request", id.toString()));
    }

    /** Those that count; null for all. */
    private @Nullable List<Integer> keys(@Nullable String station) {
        Scope scope = Scope.current();
        if (station != null) {
            Station one = stations.find(station)
                    .filter(it -> scope.includes(it.siteId()))
                    .orElseThrow(() -> ApiProblem.notFound("station", station));
            return List.of(one.id().key());
        }
        if (!scope.isLimited()) return null;
        return stations.all().stream()
                .filter(one -> scope.includes(one.siteId()))
                .map(one -> one.id().key())
                .toList();
    }

    private static void known(String state) {
        try {
            State.of(state);
        } catch (IllegalArgumentException unknown) {
            throw ApiProblem.invalid(
                    "state",
                    "enum",
                    "state is received, awaitingApproval, signed, accepted, rejected, refused or replaced.");
        }
    }

    private static @Nullable Place place(@Nullable String cursor) {
        if (cursor == null) return null;
        String[] parts = cursor.split(" ", 2);
        try {
            return new Place(Instant.parse(parts[0]), UUID.fromString(parts[1]));
        } catch (RuntimeException foreign) {
            throw ApiProblem.invalid("after", "cursor", "after is the value of next from the page before.");
        }
    }

    View view(SigningRequest request) {
        return new View(
                request.id(),
                stations.find(request.station()).map(Station::identity).orElse(""),
                request.certificateType(),
                request.requestId(),
                request.subject(),
                request.state().word(),
                request.reason(),
                request.certificateId(),
                request.attempts(),
                request.receivedAt(),
                request.state() == State.RECEIVED || request.state() == State.SIGNED ? request.nextTryAt() : null,
                request.endedAt(),
                request.decidedBy(),
                request.csr());
    }
}
