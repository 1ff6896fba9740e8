package dev.stationmaster.fleetjob;

import dev.stationmaster.station.StationId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/** Whose turn it is. Pure. */
final class Turns {
    private Turns() {}

    /** What is known of stations. @param open whether the time of day allows to begin */
    record Known(Predicate<StationId> online, Function<StationId, Integer> site, Predicate<StationId> open) {}

    /** Those that begin now, in the order of their turns. @param targets in the order of their turns */
    static List<Target> next(FleetJob job, Collection<Target> targets, Known known, Instant now) {
        int running = 0;
        int lately = 0;
        Integer site = null;
        for (Target one : targets) {
            if (one.state() == Target.State.RUNNING) {
                running++;
                if (site == null) site = known.site.apply(one.station());
            }
            Instant begun = one.startedAt();
            if (begun != null && begun.isAfter(now.minus(Duration.ofMinutes(1)))) lately++;
        }
        int room = job.pace().most() - running;
        Integer perMinute = job.pace().perMinute();
        if (perMinute != null) room = Math.min(room, perMinute - lately);
        List<Target> next = new ArrayList<>();
        for (Target one : targets) {
            if (next.size() >= room) break;
            if (!mayBegin(job, one, known)) continue;
            Integer at = known.site.apply(one.station());
            if (job.pace().goesBySite()) {
                if (site == null) site = at;
                if (!site.equals(at)) continue;
            }
            next.add(one);
        }
        return next;
    }

    private static boolean mayBegin(FleetJob job, Target one, Known known) {
        return one.state() == Target.State.WAITING
                && one.wave() <= job.wave()
                && known.online.test(one.station())
                && known.open.test(one.station());
    }

    /** Whether nothing of the waves so far is left but stations that are away. */
    static boolean isWaveOver(FleetJob job, Collection<Target> targets, Known known) {
        return targets.stream()
                .filter(one -> one.wave() <= job.wave() && !one.state().ended())
                .allMatch(one -> one.state() == Target.State.WAITING && !known.online.test(one.station()));
    }

    static int lastWave(Collection<Target> targets) {
        return targets.stream().mapToInt(Target::wave).max().orElse(1);
    }
}
