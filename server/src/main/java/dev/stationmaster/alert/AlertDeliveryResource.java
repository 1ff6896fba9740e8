package dev.stationmaster.alert;

import dev.stationmaster.platform.web.ApiProblem;
import dev.stationmaster.platform.web.Page;
import dev.stationmaster.platform.web.Paging;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What was sent to whom, and what became of it. */
@RestController
@RequestMapping("/api/v1/alert-deliveries")
class AlertDeliveryResource {
    private static final Set<String> STATES = Set.of(Delivery.WAITING, Delivery.DELIVERED, Delivery.DEAD);

    private final Deliveries deliveries;

    AlertDeliveryResource(Deliveries deliveries) {
        this.deliveries = deliveries;
    }

    /**
     * @param rule its name; empty for a test
     * @param kind email or webhook
     * @param type problems.opened, problems.cured or test
     * @param state waiting, delivered, or dead when it was given up
     * @param answer of the last attempt, in words
     */
    record AlertDeliveryView(
            UUID id,
            String rule,
            String route,
            String kind,
            String type,
            String subject,
            String body,
            String state,
            int attempts,
            @Nullable Instant nextTryAt,
            @Nullable String answer,
            Instant createdAt,
            @Nullable Instant endedAt) {}

    /** Newest first. @param state waiting, delivered or dead; all when absent */
    @GetMapping
    Page<AlertDeliveryView> list(
            @RequestParam(required = false) @Nullable String state,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String after) {
        if (state != null && !STATES.contains(state))
            throw ApiProblem.invalid("state", "enum", "state is waiting, delivered or dead.");
        Paging paging = Paging.of(limit, after);
        return Page.of(
                        deliveries.list(state, uuid(paging.after()), paging.fetch()),
                        paging,
                        one -> one.id().toString())
                .map(AlertDeliveryResource::view);
    }

    /** One that was given up is tried again, as often as a new one. */
    @PostMapping("/{id}/retry")
    AlertDeliveryView retry(@PathVariable UUID id) {
        Delivery one = deliveries.find(id).orElseThrow(() -> ApiProblem.notFound("alert-delivery", id.toString()));
        if (!one.state().equals(Delivery.DEAD))
            throw ApiProblem.conflict("not-dead", "Only what was given up can be tried again.");
        return view(deliveries.again(one));
    }

    private static @Nullable UUID uuid(@Nullable String text) {
        try {
            return text == null ? null : UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw ApiProblem.invalid("after", "cursor", "after is the value of next from the page before.");
        }
    }

    static AlertDeliveryView view(Delivery one) {
        return new AlertDeliveryView(
                one.id(),
                one.ruleName(),
                one.routeName(),
                one.kind().word(),
                one.type(),
                one.subject(),
                one.body(),
                one.state(),
                one.attempts(),
                one.nextTryAt(),
                one.answer(),
                one.createdAt(),
                one.endedAt());
    }
}
