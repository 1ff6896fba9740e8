package dev.stationmaster.job;

import dev.stationmaster.ledger.Fact;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A status that a station reported; equal ones that follow each other are counted, not stored again.
 *
 * @param number its place in the job, from 1 on
 * @param info statusInfo in words
 * @param receivedAt the first time
 * @param lastAt the last time
 */
public record JobStatus(
        UUID job, int number, String status, @Nullable String info, Instant receivedAt, Instant lastAt, int times)
        implements Fact<Void> {
    JobStatus again(Instant at) {
        return new JobStatus(job, number, status, info, receivedAt, at, times + 1);
    }
}
