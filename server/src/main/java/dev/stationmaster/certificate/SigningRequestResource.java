package dev.stationmaster.certificate;

import dev.stationmaster.platform.web.ApiProblem;
import dev.stationmaster.platform.web.Paging;
import dev.stationmaster.station.Station;
import dev.stationmaster.station.StationDirectory;
import java.security.Principal;
import java.time.Instant;
import java.util.List;
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
    private final SigningStore store;
    private final SigningService signing;
    private final StationDirectory stations;

    SigningRequestResource(SigningStore store, SigningService signing, StationDirectory stations) {
        this.store = store;
        this.signing = signing;
        this.stations = stations;
    }

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
            @Nullable Instant endedAt,
            @Nullable String decidedBy,
            String csr) {}

    record Some(List<View> items) {}

    /** @param reason in words, for those who look later */
    record Refusal(@Nullable String reason) {}

    /** The newest ones. */
    @GetMapping("/signing-requests")
    Some list(
            @RequestParam(required = false) @Nullable String station,
            @RequestParam(required = false) @Nullable String state,
            @RequestParam(required = false) @Nullable Integer limit) {
        Integer key = station == null
                ? null
                : stations.find(station)
                        .orElseThrow(() -> ApiProblem.notFound("station", station))
                        .id()
                        .key();
        return new Some(store.list(key, state, Paging.of(limit, null).limit()).stream()
                .map(this::view)
                .toList());
    }

    /** The newest ones of one station. */
    @GetMapping("/stations/{station}/signing-requests")
    Some ofStation(
            @PathVariable String station,
            @RequestParam(required = false) @Nullable String state,
            @RequestParam(required = false) @Nullable Integer limit) {
        return list(station, state, limit);
    }

    @GetMapping("/signing-requests/{id}")
    View get(@PathVariable UUID id) {
        return store.find(id).map(this::view).orElseThrow(() -> ApiProblem.notFound("signing-request", id.toString()));
    }

    @PostMapping("/signing-requests/{id}/approve")
    View approve(@PathVariable UUID id, Principal operator) {
        signing.approve(id, operator.getName());
        return get(id);
    }

    @PostMapping("/signing-requests/{id}/reject")
    View reject(@PathVariable UUID id, @RequestBody(required = false) @Nullable Refusal why, Principal operator) {
        String reason = why == null || why.reason() == null ? "refused by an operator" : why.reason();
        signing.refuse(id, reason, operator.getName());
        return get(id);
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
                request.endedAt(),
                request.decidedBy(),
                request.csr());
    }
}
