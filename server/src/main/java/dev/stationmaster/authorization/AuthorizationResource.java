package dev.stationmaster.authorization;

import dev.stationmaster.platform.web.ApiProblem;
import dev.stationmaster.platform.web.FieldProblem;
import dev.stationmaster.platform.web.Page;
import dev.stationmaster.platform.web.Paging;
import dev.stationmaster.platform.web.Scope;
import dev.stationmaster.station.Station;
import dev.stationmaster.station.StationDirectory;
import dev.stationmaster.station.StationId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Who showed which token where, and why the answer was what it was. */
@RestController
@RequestMapping("/api/v1/authorizations")
class AuthorizationResource {
    private final AttemptStore store;
    private final StationDirectory stations;
    private final TokenAuthorization authorization;
    private final InstantSource clock;

    AuthorizationResource(
            AttemptStore store, StationDirectory stations, TokenAuthorization authorization, InstantSource clock) {
        this.store = store;
        this.stations = stations;
        this.authorization = authorization;
        this.clock = clock;
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

    /**
     * Who might show what, where.
     *
     * @param type null is a card shown at a 1.6 station, which tells no types
     * @param evse null is any
     */
    record TryForm(
            @Nullable String station,
            @Nullable String idToken,
            @Nullable String type,
            @Nullable Integer evse) {
        /** A code is a secret. */
        @Override
        public String toString() {
            return "TryForm[" + station + "]";
        }
    }

    /**
     * What would be answered to a start.
     *
     * @param rule that decided, in words
     * @param cacheUntil how long the station may keep the answer; null leaves that to the station
     */
    record TriedView(
            String station,
            boolean accepted,
            String status,
            String rule,
            @Nullable String group,
            @Nullable Instant cacheUntil) {}

    /** The decision of this moment without a car and without a trace: no attempt is recorded and no place is taken. */
    @PostMapping("/try")
    TriedView decide(@RequestBody TryForm form) {
        List<FieldProblem> missing = new ArrayList<>();
        if (form.station() == null) missing.add(new FieldProblem("station", "required", "station must be given."));
        if (form.idToken() == null || form.idToken().isEmpty())
            missing.add(new FieldProblem("idToken", "required", "idToken must be given."));
        if (!missing.isEmpty()) throw ApiProblem.invalid(missing);
        String identity = String.valueOf(form.station());
        Station station = stations.find(identity).orElseThrow(() -> ApiProblem.notFound("station", identity));
        // Not "forbidden": who may not see a station does not learn that there is one.
        if (!Scope.current().includes(station.siteId())) throw ApiProblem.notFound("station", identity);
        var token = new IdToken(String.valueOf(form.idToken()), form.type() == null ? IdToken.UNTYPED : form.type());
        Verdict verdict = authorization.tried(station.id(), token, form.evse(), clock.instant());
        return new TriedView(
                station.identity(),
                verdict.accepted(),
                TokenWords.of(verdict.status()),
                verdict.rule(),
                verdict.group(),
                verdict.cacheUntil());
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
