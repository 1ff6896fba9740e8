package dev.stationmaster.alert;

import dev.stationmaster.alert.AlertRoute.Way;
import dev.stationmaster.alert.AlertRoutes.Kept;
import dev.stationmaster.platform.web.ApiProblem;
import dev.stationmaster.platform.web.Page;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The ways to people and machines that rules use. */
@RestController
@RequestMapping("/api/v1/alert-routes")
class AlertRouteResource {
    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_TARGET = 500;
    private static final Pattern ADDRESS = Pattern.compile("[^\\s@,<>\"]{1,64}@[^\\s@,<>\"]{1,190}");

    private final AlertRoutes routes;
    private final AlertRules rules;
    private final Deliveries deliveries;
    private final Webhook webhook;

    AlertRouteResource(AlertRoutes routes, AlertRules rules, Deliveries deliveries, Webhook webhook) {
        this.routes = routes;
        this.rules = rules;
        this.deliveries = deliveries;
        this.webhook = webhook;
    }

    /**
     * @param kind email or webhook
     * @param target addresses of mail, divided by commas, or an address of the web
     * @param secret by which a webhook is signed; shown only when it was just made
     */
    record AlertRouteView(
            UUID id,
            String name,
            String kind,
            String target,
            @Nullable String secret,
            Instant createdAt,
            Instant changedAt) {}

    /** @param newSecret true makes a webhook's secret anew */
    record AlertRouteForm(
            @Nullable String name,
            @Nullable String kind,
            @Nullable String target,
            @Nullable Boolean newSecret) {}

    @GetMapping
    Page<AlertRouteView> list() {
        return new Page<>(
                routes.all().stream().map(route -> view(new Kept(route, null))).toList(), null);
    }

    @GetMapping("/{id}")
    AlertRouteView get(@PathVariable UUID id) {
        return view(new Kept(found(id), null));
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    AlertRouteView create(@RequestBody AlertRouteForm form) {
        Way kind = Way.of(form.kind() == null ? "" : form.kind())
                .orElseThrow(() -> ApiProblem.invalid("kind", "enum", "kind is email or webhook."));
        return view(routes.create(name(form.name()), kind, target(kind, form.target())));
    }

    /** What is absent stays; the kind always does. */
    @PatchMapping("/{id}")
    AlertRouteView change(@PathVariable UUID id, @RequestBody AlertRouteForm form) {
        AlertRoute route = found(id);
        String name = form.name() == null ? route.name() : name(form.name());
        String target = form.target() == null ? route.target() : target(route.kind(), form.target());
        return view(routes.change(route, name, target, Boolean.TRUE.equals(form.newSecret())));
    }

    /** One that no rule uses. */
    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(@PathVariable UUID id) {
        AlertRoute route = found(id);
        if (rules.usesRoute(id)) throw ApiProblem.conflict("route-in-use", "A rule uses this route.");
        routes.delete(route);
    }

    /** Sends a message without problems, once; answers when it has arrived, or has not. */
    @PostMapping("/{id}/test")
    AlertDeliveryResource.AlertDeliveryView test(@PathVariable UUID id) {
        return AlertDeliveryResource.view(deliveries.test(found(id)));
    }

    private static String name(@Nullable String wanted) {
        String name = wanted == null ? "" : wanted.strip();
        if (name.isEmpty() || name.length() > LONGEST_NAME)
            throw ApiProblem.invalid("name", "1.." + LONGEST_NAME, "A name has 1 to " + LONGEST_NAME + " characters.");
        return name;
    }

    private String target(Way kind, @Nullable String wanted) {
        String target = wanted == null ? "" : wanted.strip();
        if (target.isEmpty() || target.length() > LONGEST_TARGET)
            throw ApiProblem.invalid(
                    "target", "1.." + LONGEST_TARGET, "A target has 1 to " + LONGEST_TARGET + " characters.");
        switch (kind) {
            case EMAIL -> {
                boolean addresses = List.of(target.split(",")).stream()
                        .allMatch(one -> ADDRESS.matcher(one.strip()).matches());
                if (!addresses)
                    throw ApiProblem.invalid(
                            "target", "addresses", "target holds addresses like ops@example.com, divided by commas.");
            }
            case WEBHOOK -> {
                try {
                    webhook.checked(target);
                } catch (SendFailed refused) {
                    throw ApiProblem.invalid("target", "webhookHosts", String.valueOf(refused.getMessage()));
                }
            }
        }
        return target;
    }

    private AlertRoute found(UUID id) {
        return routes.find(id).orElseThrow(() -> ApiProblem.notFound("alert-route", id.toString()));
    }

    private static AlertRouteView view(Kept kept) {
        AlertRoute route = kept.route();
        return new AlertRouteView(
                route.id(),
                route.name(),
                route.kind().word(),
                route.target(),
                kept.secret(),
                route.createdAt(),
                route.changedAt());
    }
}
