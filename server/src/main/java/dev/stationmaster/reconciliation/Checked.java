package dev.stationmaster.reconciliation;

import java.time.Instant;
import java.util.List;

/**
 * What is remembered of a transaction in doubt.
 *
 * @param missing what was missing when that began
 * @param epoch of the link that the station had then, 0 while it is away: one that has just come back tells what it kept by itself first
 * @param nextAt when the station is asked, at the earliest
 * @param waits how often it said that more is to come
 */
record Checked(List<String> missing, long epoch, Instant nextAt, int waits) {
    boolean still(List<String> nowMissing, long nowEpoch) {
        return missing.equals(nowMissing) && epoch == nowEpoch;
    }

    Checked next(Instant at, int times) {
        return new Checked(missing, epoch, at, times);
    }
}
