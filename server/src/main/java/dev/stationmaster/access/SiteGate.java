package dev.stationmaster.access;

import dev.stationmaster.platform.web.ApiProblem;
import dev.stationmaster.platform.web.Scope;
import dev.stationmaster.station.Station;
import dev.stationmaster.station.StationDirectory;
import dev.stationmaster.transaction.Transaction;
import dev.stationmaster.transaction.TransactionService;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;

/**
 * Lets callers who are limited to sites through to what concerns a station of theirs, and to lists whose answers {@link SiteFilter} looks
 * through. Everything else is closed to them: a path that nobody thought of is not open.
 */
@Component
class SiteGate implements HandlerInterceptor {
    private static final String STATION = "/api/v1/stations/{";
    private static final String TRANSACTION = "/api/v1/transactions/{";
    private static final String SESSION = "/api/v1/session";

    /** Paths whose answers name a station, or a site, in each element. */
    private static final Set<String> FILTERED = Set.of(
            "GET /api/v1/stations",
            "GET /api/v1/sites",
            "GET /api/v1/sites/{name}",
            "GET /api/v1/transactions",
            "GET /api/v1/commands/{commandId}",
            "GET /api/v1/authorizations",
            "GET /api/v1/connectors",
            "GET /api/v1/events",
            "GET /api/v1/alerts",
            "GET /api/v1/reservations",
            "GET /api/v1/reservations/{reservation}",
            "GET /api/v1/files",
            "GET /api/v1/firmware-jobs",
            "GET /api/v1/commissionings",
            "GET /api/v1/live");

    /** Where the resource itself looks at the site. */
    private static final Set<String> MINDED = Set.of(
            "POST /api/v1/stations",
            "GET /api/v1/connection-attempts",
            "POST /api/v1/connection-attempts/adopt",
            "GET /api/v1/security-events",
            "GET /api/v1/station-matches",
            "GET /api/v1/sites/{name}/charging",
            "GET /api/v1/statistics/summary",
            "GET /api/v1/statistics/sites",
            "GET /api/v1/statistics/stations",
            "GET /api/v1/statistics/days",
            "GET /api/v1/problems",
            "GET /api/v1/problems/summary",
            "GET /api/v1/problems/people",
            "GET /api/v1/problems/{id}",
            "PATCH /api/v1/problems/{id}",
            "GET /api/v1/problems/{id}/history",
            "POST /api/v1/authorizations/try",
            "GET /api/v1/files/{id}",
            "GET /api/v1/files/{id}/content",
            "DELETE /api/v1/files/{id}",
            "GET /api/v1/firmware-images",
            "GET /api/v1/firmware-images/{id}",
            "GET /api/v1/firmware-jobs/summary",
            "GET /api/v1/station-certificates",
            "GET /api/v1/station-certificates/horizon",
            "GET /api/v1/certificate-chains/{fingerprint}",
            "GET /api/v1/signing-requests",
            "GET /api/v1/signing-requests/summary",
            "GET /api/v1/signing-requests/{id}",
            "POST /api/v1/signing-requests/{id}/approve",
            "POST /api/v1/signing-requests/{id}/reject",
            "GET /api/v1/local-lists",
            "GET /api/v1/fleet-jobs",
            "POST /api/v1/fleet-jobs",
            "POST /api/v1/fleet-jobs/plan",
            "GET /api/v1/fleet-jobs/{id}",
            "GET /api/v1/fleet-jobs/{id}/stations",
            "POST /api/v1/fleet-jobs/{id}/pause",
            "POST /api/v1/fleet-jobs/{id}/resume",
            "POST /api/v1/fleet-jobs/{id}/cancel",
            "POST /api/v1/fleet-jobs/{id}/retry",
            "GET /api/v1/templates",
            "GET /api/v1/templates/{id}",
            "GET /api/v1/templates/{id}/drift",
            "GET /api/v1/overview",
            "GET /api/v1/overview/days",
            "GET /api/v1/overview/stations",
            "GET /api/v1/overview/stations/sums",
            "GET /api/v1/map",
            "GET /api/v1/map/region.pmtiles",
            "GET /api/v1/sites/{name}/plan",
            "PUT /api/v1/sites/{name}/plan",
            "DELETE /api/v1/sites/{name}/plan",
            "GET /api/v1/sites/{name}/plan/image",
            "PUT /api/v1/sites/{name}/plan/places/{station}",
            "DELETE /api/v1/sites/{name}/plan/places/{station}",
            "GET /api/v1/schemas/{version}",
            "GET /api/v1/schemas/{version}/{action}",
            "GET /api/v1/tariffs",
            "GET /api/v1/tariffs/{id}",
            "GET /api/v1/tariffs/{id}/versions",
            "POST /api/v1/tariffs/{id}/price",
            "GET /api/v1/tariff-assignments",
            "PUT /api/v1/tariff-assignments",
            "DELETE /api/v1/tariff-assignments");

    private final StationsSeen seen;
    private final StationDirectory stations;
    private final TransactionService transactions;

    SiteGate(StationsSeen seen, StationDirectory stations, TransactionService transactions) {
        this.seen = seen;
        this.stations = stations;
        this.transactions = transactions;
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        Scope scope = Scope.current();
        if (!scope.isLimited()) return true;
        String pattern = String.valueOf(request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE));
        if (pattern.startsWith(STATION)) {
            String identity = first(request, pattern);
            if (!seen.sees(scope, identity)) throw ApiProblem.notFound("station", identity);
            return true;
        }
        if (pattern.startsWith(TRANSACTION)) {
            String id = first(request, pattern);
            if (!ofTransaction(id)
                    .map(Station::identity)
                    .filter(one -> seen.sees(scope, one))
                    .isPresent()) {
                throw ApiProblem.notFound("transaction", id);
            }
            return true;
        }
        if (pattern.equals(SESSION) || pattern.startsWith(SESSION + "/")) return true;
        String asked = request.getMethod().replace("HEAD", "GET") + " " + pattern;
        if (FILTERED.contains(asked) || MINDED.contains(asked)) return true;
        throw Scope.limited();
    }

    /** Whether answers of that path are looked through. */
    static boolean filters(String method, String pattern) {
        return FILTERED.contains(method.replace("HEAD", "GET") + " " + pattern);
    }

    private Optional<Station> ofTransaction(String id) {
        try {
            return transactions
                    .find(UUID.fromString(id))
                    .map(Transaction::station)
                    .flatMap(stations::find);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static String first(HttpServletRequest request, String pattern) {
        Object variables = request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE);
        String name = pattern.substring(pattern.indexOf('{') + 1, pattern.indexOf('}'));
        return variables instanceof Map<?, ?> all ? String.valueOf(all.get(name)) : "";
    }
}
