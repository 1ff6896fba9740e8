package dev.stationmaster.alert;

import dev.stationmaster.alert.AlertRoute.Way;
import dev.stationmaster.platform.Uuid7;
import dev.stationmaster.platform.masterkey.MasterKey;
import dev.stationmaster.platform.web.ApiProblem;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** The ways to people and machines. The secret of a webhook is shown once, and wrapped under the master key. */
@Service
class AlertRoutes {
    private static final String PURPOSE = "alert-routes";
    private static final int SECRET_BYTES = 32;

    private final AlertStore store;
    private final MasterKey key;
    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();

    AlertRoutes(AlertStore store, MasterKey key, InstantSource clock) {
        this.store = store;
        this.key = key;
        this.clock = clock;
    }

    List<AlertRoute> all() {
        return store.routes();
    }

    Optional<AlertRoute> find(UUID id) {
        return all().stream().filter(route -> route.id().equals(id)).findFirst();
    }

    /** @param secret of a webhook, to be shown once; null for mail, and where it stays as it was */
    record Kept(AlertRoute route, @Nullable String secret) {}

    Kept create(String name, Way kind, String target) {
        free(name, null);
        Instant now = clock.instant();
        return save(new AlertRoute(Uuid7.at(now), name, kind, target, now, now), kind == Way.WEBHOOK);
    }

    Kept change(AlertRoute route, String name, String target, boolean newSecret) {
        free(name, route.id());
        var changed = new AlertRoute(route.id(), name, route.kind(), target, route.createdAt(), clock.instant());
        return save(changed, newSecret && route.kind() == Way.WEBHOOK);
    }

    private void free(String name, @Nullable UUID of) {
        boolean taken = all().stream()
                .anyMatch(other ->
                        other.name().equalsIgnoreCase(name) && !other.id().equals(of));
        if (taken) throw ApiProblem.conflict("route-exists", "There is a route \"" + name + "\" already.");
    }

    private Kept save(AlertRoute route, boolean newSecret) {
        String secret = null;
        if (newSecret) {
            byte[] bytes = new byte[SECRET_BYTES];
            random.nextBytes(bytes);
            secret = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        }
        store.save(route, secret == null ? null : key.wrap(PURPOSE, secret.getBytes(StandardCharsets.UTF_8)));
        return new Kept(route, secret);
    }

    /** The bytes of the secret's text. */
    byte[] secretOf(UUID route) {
        return store.secretOf(route)
                .map(wrapped -> key.unwrap(PURPOSE, wrapped))
                .orElseThrow(() -> new SendFailed("the route has no secret"));
    }

    void delete(AlertRoute route) {
        store.deleteRoute(route.id());
    }
}
