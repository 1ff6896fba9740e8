package dev.stationmaster.link;

import dev.stationmaster.platform.web.Page;
import dev.stationmaster.platform.web.Paging;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Who was refused, and may be waiting to be adopted. */
@RestController
class ConnectionAttemptResource {
    private final ConnectionAttempts attempts;

    ConnectionAttemptResource(ConnectionAttempts attempts) {
        this.attempts = attempts;
    }

    /** Refused connection attempts, newest first. */
    @GetMapping("/api/v1/connection-attempts")
    Page<ConnectionAttempt> list(
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String after) {
        return page(limit, after, _ -> true);
    }

    /** Those of one identity, newest first. */
    @GetMapping("/api/v1/stations/{id}/connection-attempts")
    Page<ConnectionAttempt> ofStation(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String after) {
        return page(limit, after, one -> one.identity().equalsIgnoreCase(id));
    }

    private Page<ConnectionAttempt> page(
            @Nullable Integer limit, @Nullable String after, Predicate<ConnectionAttempt> which) {
        var paging = Paging.of(limit, after);
        String last = paging.after();
        List<ConnectionAttempt> found = attempts.newest().stream()
                .filter(which)
                .sorted(Comparator.comparing(ConnectionAttemptResource::key).reversed())
                .filter(one -> last == null || key(one).compareTo(last) < 0)
                .limit(paging.fetch())
                .toList();
        return Page.of(found, paging, ConnectionAttemptResource::key);
    }

    /** Time, then what was refused: it orders as the list does and stays valid when entries come and go. */
    private static String key(ConnectionAttempt one) {
        var at = one.lastSeenAt();
        return "%012d.%09d %s %s %s"
                .formatted(at.getEpochSecond(), at.getNano(), one.identity(), one.remoteAddress(), one.reason());
    }
}
