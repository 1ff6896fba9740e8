package dev.stationmaster.fleetjob;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How far a job is. Pure.
 *
 * @param states stations by their state
 * @param words of those that were begun, how many stand at which word of theirs: the funnel
 * @param stuck run, and have told nothing new for too long
 * @param perMinute how many ended a minute, over the last ten minutes; null when nothing ended
 * @param endsAt when the last one ends at that rate; null when nobody knows
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Progress(
        Map<String, Integer> states,
        Map<String, Integer> words,
        List<Wave> waves,
        int stuck,
        @Nullable Double perMinute,
        @Nullable Instant endsAt) {
    private static final Duration LOOKED_AT = Duration.ofMinutes(10);

    record Wave(int number, int stations, int ended, int failed) {}

    static final Progress NONE = new Progress(Map.of(), Map.of(), List.of(), 0, null, null);

    static Progress of(FleetJob job, Collection<Target> targets, Instant now) {
        Map<String, Integer> states = new LinkedHashMap<>();
        for (Target.State state : Target.State.values()) states.put(state.word(), 0);
        Map<String, Integer> words = new TreeMap<>();
        Map<Integer, int[]> waves = new TreeMap<>();
        int stuck = 0;
        int lately = 0;
        int left = 0;
        for (Target one : targets) {
            states.merge(one.state().word(), 1, Integer::sum);
            String word = word(one);
            if (word != null) words.merge(word, 1, Integer::sum);
            count(waves, one);
            if (isStuck(job.kind(), one, now)) stuck++;
            if (!one.state().ended()) left++;
            if (one.startedAt() != null
                    && one.endedAt() != null
                    && one.endedAt().isAfter(now.minus(LOOKED_AT))) lately++;
        }
        Double rate = rate(job, lately, now);
        boolean reckonable = rate != null && left > 0 && job.state() == FleetJob.State.RUNNING;
        return new Progress(
                states,
                words,
                waves.entrySet().stream()
                        .map(one -> new Wave(one.getKey(), one.getValue()[0], one.getValue()[1], one.getValue()[2]))
                        .toList(),
                stuck,
                rate,
                reckonable && rate != null ? now.plusSeconds(Math.round(left / rate * 60)) : null);
    }

    /** Those that were left out from the beginning are in no wave. */
    private static void count(Map<Integer, int[]> waves, Target one) {
        if (one.wave() == 0) return;
        int[] wave = waves.computeIfAbsent(one.wave(), _ -> new int[3]);
        wave[0]++;
        if (one.state().ended()) wave[1]++;
        if (one.state().isBad()) wave[2]++;
    }

    private static @Nullable Double rate(FleetJob job, int ended, Instant now) {
        if (ended == 0) return null;
        double minutes = Math.min(
                        LOOKED_AT.toSeconds(),
                        Math.max(1, Duration.between(job.createdAt(), now).toSeconds()))
                / 60.0;
        return Math.round(ended / minutes * 10) / 10.0;
    }

    /** What it said last; of a firmware update its status. */
    private static @Nullable String word(Target one) {
        if (one.startedAt() == null) return null;
        if (one.status() != null) return one.status();
        return one.state() == Target.State.RUNNING ? "Sent" : null;
    }

    /** Firmware takes its time; everything else is answered soon. */
    static boolean isStuck(FleetJob.Kind kind, Target one, Instant now) {
        Instant changed = one.changedAt();
        if (one.state() != Target.State.RUNNING || changed == null) return false;
        Duration patience = kind == FleetJob.Kind.FIRMWARE ? Duration.ofMinutes(30) : Duration.ofMinutes(5);
        return changed.plus(patience).isBefore(now);
    }

    /** Why the job has to halt; null when it may go on, or nobody is left to be spared. */
    static @Nullable String haltReason(FleetJob job, Collection<Target> targets) {
        int ended = 0;
        int bad = 0;
        if (targets.stream().noneMatch(one -> one.state() == Target.State.WAITING)) return null;
        for (Target one : targets) {
            Instant end = one.endedAt();
            if (one.startedAt() == null || end == null || end.isBefore(job.judgedSince())) continue;
            if (one.state() == Target.State.CANCELLED || one.state() == Target.State.SKIPPED) continue;
            ended++;
            if (one.state().isBad()) bad++;
        }
        Pace pace = job.pace();
        if (ended < Math.min(pace.judgesAfter(), targets.size()) || bad * 100 <= ended * pace.haltsAbove()) return null;
        return bad + " of " + ended + " stations have failed, more than " + pace.haltsAbove() + " %";
    }
}
