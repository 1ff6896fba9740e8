package dev.stationmaster.problem;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One time that a problem was there.
 *
 * @param number counts from 0
 * @param startedAt as far back as is known
 * @param openedAt when it was noticed
 * @param closedAt null while it lasts
 */
public record Episode(
        Problem problem,
        int number,
        Instant startedAt,
        Instant openedAt,
        @Nullable Instant closedAt) {}
