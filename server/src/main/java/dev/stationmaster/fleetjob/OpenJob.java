package dev.stationmaster.fleetjob;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;

/** A job that is not over, with all its stations in memory. Changed by one thread at a time, read by any. */
final class OpenJob {
    private final AtomicReferenceArray<Target> targets;
    private volatile FleetJob job;
    private volatile Instant toldAt;
    private volatile boolean dirty;

    /** @param targets in the order of their turns, which are numbered from 0 without a gap */
    OpenJob(FleetJob job, List<Target> targets) {
        this.job = job;
        this.toldAt = job.changedAt();
        this.targets = new AtomicReferenceArray<>(targets.toArray(Target[]::new));
    }

    FleetJob job() {
        return job;
    }

    /** As they stand now, in the order of their turns. */
    List<Target> targets() {
        List<Target> all = new ArrayList<>(targets.length());
        for (int i = 0; i < targets.length(); i++) all.add(targets.get(i));
        return all;
    }

    FleetJobView view(Instant now) {
        return FleetJobView.of(job, Progress.of(job, targets(), now));
    }

    void put(Target one) {
        targets.set(one.number(), one);
        dirty = true;
    }

    void replace(FleetJob next, Instant at) {
        job = next;
        toldAt = at;
        dirty = false;
    }

    /** Whether stations have changed since it was told. */
    boolean isDirty() {
        return dirty;
    }

    Instant toldAt() {
        return toldAt;
    }

    /** Whether no station is at it. */
    boolean isIdle() {
        for (int i = 0; i < targets.length(); i++) {
            if (targets.get(i).state() == Target.State.RUNNING) return false;
        }
        return true;
    }
}
