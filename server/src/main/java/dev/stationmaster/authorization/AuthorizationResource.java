package dev.stationmaster.authorization;

import dev.stationmaster.platform.web.ApiProblem;
import dev.stationmaster.platform.web.Page;
import dev.stationmaster.platform.web.Paging;
import dev.stationmaster.station.StationDirectory;
import dev.stationmaster.station.StationId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Who showed which token where, and why the answer was what it was. */
@RestController
@RequestMapping("/api/v1/authorizations")
class AuthorizationResource {
    private final AttemptStore store;
    private final StationDirectory stations;

    AuthorizationResource(AttemptStore store, StationDirectory stations) {
        this.store = store;
        this.stations = stations;
    }

    record AttemptView(
            Instant at,
            String station,
            String idToken,
            String type,
            String purpose,
            String status,
            String rule,
            @Nullable String group) {}

    @GetMapping
    Page<AttemptView> list(
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(required = false) @Nullable String station,
            @RequestParam(required = false) @Nullable String idToken) {
        var paging = Paging.of(limit, after);
        var of = station == null ? null : station(station);
        var found = store.list(of, idToken, paging.afterNumber(), paging.fetch());
        return Page.of(found, paging, attempt -> Long.toString(attempt.id())).map(this::view);
    }

    private StationId station(String identity) {
        return stations.everKnown(identity).orElseThrow(() -> ApiProblem.notFound("station", identity));
    }

    private AttemptView view(AttemptStore.Stored attempt) {
        return new AttemptView(
                attempt.at(),
                stations.nameOf(attempt.station()).orElse(""),
                attempt.idToken(),
                attempt.type(),
                attempt.purpose(),
                attempt.status(),
                attempt.rule(),
                attempt.group());
    }
}
