package dev.stationmaster.problem;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What happened to a problem.
 *
 * @param what opened, closed, reopened, changed, acknowledged, unacknowledged, assigned, unassigned, snoozed, woken or noted
 * @param actor {@code server}, or who did it
 * @param detail to whom, until when, or the note
 */
record ProblemEvent(
        UUID problem,
        Instant at,
        String what,
        String actor,
        @Nullable String detail) {}
