package dev.stationmaster.alert;

import dev.stationmaster.alert.AlertRoute.Way;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A message on its way.
 *
 * @param ruleId null for a test
 * @param type problems.opened, problems.cured or test
 * @param body what is sent: JSON of a webhook, text of a mail
 * @param state waiting, delivered or dead
 * @param nextTryAt null when it is over
 * @param answer of the last attempt, in words
 */
record Delivery(
        UUID id,
        @Nullable UUID ruleId,
        String ruleName,
        UUID routeId,
        String routeName,
        Way kind,
        String type,
        String subject,
        String body,
        String state,
        int attempts,
        @Nullable Instant nextTryAt,
        @Nullable String answer,
        Instant createdAt,
        @Nullable Instant endedAt) {
    static final String WAITING = "waiting";
    static final String DELIVERED = "delivered";
    static final String DEAD = "dead";
}
