package dev.stationmaster.fleetjob;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stationmaster.fleetjob.FleetJob.Choice;
import dev.stationmaster.fleetjob.FleetJob.Kind;
import dev.stationmaster.fleetjob.FleetJob.State;
import dev.stationmaster.station.StationId;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class TurnsTest {
    private static final UUID ID = new UUID(1, 2);
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final Turns.Known ALL = new Turns.Known(_ -> true, _ -> 1, _ -> true);

    private static FleetJob job(Pace pace) {
        return new FleetJob(
                ID,
                "test",
                Kind.COMMAND,
                new Task(null, null, null, null),
                new Choice(null, List.of()),
                pace,
                null,
                State.RUNNING,
                null,
                "anna",
                List.of(1),
                6,
                1,
                null,
                NOW.minusSeconds(60),
                NOW.minusSeconds(60),
                NOW,
                null);
    }

    private static Pace pace(Integer atOnce, Integer perMinute, boolean siteAtATime, List<Integer> waves) {
        return new Pace(atOnce, perMinute, siteAtATime, waves, null, null, null, null, null, null, null, null);
    }

    private static List<Target> waiting(Pace pace) {
        List<Target> all = new ArrayList<>();
        for (int n = 0; n < 6; n++) all.add(Target.waiting(ID, new StationId(n), n, pace.waveOf(n)));
        return all;
    }

    private static List<Integer> next(Pace pace, List<Target> targets, Turns.Known known) {
        return Turns.next(job(pace), targets, known, NOW).stream()
                .map(one -> one.station().key())
                .toList();
    }

    @Test
    void noMoreAreAtItThanMayBeAtOnce() {
        Pace pace = pace(3, null, false, null);
        List<Target> targets = waiting(pace);
        targets.set(0, targets.getFirst().begun("{}", null, NOW));
        assertThat(next(pace, targets, ALL)).containsExactly(1, 2);
    }

    @Test
    void thoseBegunWithinAMinuteCountAgainstTheRate() {
        Pace pace = pace(10, 4, false, null);
        List<Target> targets = waiting(pace);
        for (int n = 0; n < 3; n++) {
            Instant begun = NOW.minusSeconds(n == 0 ? 90 : 20);
            targets.set(n, targets.get(n).begun("{}", null, begun).ended(Target.State.DONE, "Accepted", null, NOW));
        }
        assertThat(next(pace, targets, ALL)).containsExactly(3, 4);
    }

    @Test
    void aStationThatIsAwayIsPassedOverAndDoesNotHoldItsWave() {
        Pace pace = pace(10, null, false, List.of(2));
        List<Target> targets = waiting(pace);
        var known = new Turns.Known(id -> id.key() != 0, _ -> 1, _ -> true);
        assertThat(next(pace, targets, known)).as("of the first wave only").containsExactly(1);
        assertThat(Turns.isWaveOver(job(pace), targets, known)).isFalse();
        targets.set(1, targets.get(1).begun("{}", null, NOW).ended(Target.State.DONE, "Accepted", null, NOW));
        assertThat(Turns.isWaveOver(job(pace), targets, known)).isTrue();
    }

    @Test
    void oneSiteIsFinishedBeforeTheNextBegins() {
        Pace pace = pace(10, null, true, null);
        List<Target> targets = waiting(pace);
        var known = new Turns.Known(_ -> true, id -> id.key() / 2, _ -> true);
        assertThat(next(pace, targets, known)).containsExactly(0, 1);
        targets.set(0, targets.getFirst().begun("{}", null, NOW));
        targets.set(1, targets.get(1).begun("{}", null, NOW).ended(Target.State.DONE, "Accepted", null, NOW));
        assertThat(next(pace, targets, known))
                .as("one of the site is still at it")
                .isEmpty();
    }

    @Test
    void theWindowOfANightCrossesMidnightInTheZoneOfTheSite() {
        var night = new Pace(null, null, null, null, null, null, "22:00", "05:00", null, null, null, null);
        var berlin = ZoneId.of("Europe/Berlin");
        assertThat(night.isOpen(Instant.parse("2026-03-01T21:30:00Z"), berlin)).isTrue();
        assertThat(night.isOpen(Instant.parse("2026-03-01T21:30:00Z"), ZoneId.of("UTC")))
                .isFalse();
        assertThat(night.isOpen(Instant.parse("2026-03-01T03:59:00Z"), berlin)).isTrue();
        assertThat(night.isOpen(Instant.parse("2026-03-01T04:00:00Z"), berlin)).isFalse();
    }

    @Test
    void itHaltsWhenMoreThanThePartHasFailedAndEnoughHaveEnded() {
        var pace = new Pace(null, null, null, null, null, null, null, null, null, 40, 4, null);
        List<Target> targets = waiting(pace);
        end(targets, Set.of(0, 1), 3);
        assertThat(Progress.haltReason(job(pace), targets))
                .as("three are too few to judge")
                .isNull();
        end(targets, Set.of(0, 1), 4);
        assertThat(Progress.haltReason(job(pace), targets)).isEqualTo("2 of 4 stations have failed, more than 40 %");
        assertThat(Progress.haltReason(job(pace).judgedFrom(NOW.plusSeconds(1)), targets))
                .as("somebody has looked at them")
                .isNull();
        end(targets, Set.of(0, 1), 5);
        assertThat(Progress.haltReason(job(pace), targets))
                .as("40 % is not more than 40 %")
                .isNull();
    }

    private static void end(List<Target> targets, Set<Integer> bad, int count) {
        for (int n = 0; n < count; n++) {
            var how = bad.contains(n) ? Target.State.FAILED : Target.State.DONE;
            targets.set(n, targets.get(n).begun("{}", null, NOW).ended(how, "Said", null, NOW));
        }
    }

    @Test
    void progressCountsStatesWordsAndWavesAndReckonsTheEnd() {
        Pace pace = pace(10, null, false, List.of(2));
        List<Target> targets = waiting(pace);
        end(targets, Set.of(1), 2);
        targets.set(2, targets.get(2).begun("{}", null, NOW.minus(Duration.ofMinutes(6))));
        targets.set(5, Target.waiting(ID, new StationId(5), 5, 0).skipped("already", "it has it", NOW));
        Progress progress = Progress.of(job(pace), targets, NOW);
        assertThat(progress.states())
                .containsEntry("done", 1)
                .containsEntry("failed", 1)
                .containsEntry("skipped", 1);
        assertThat(progress.words()).containsOnly(java.util.Map.entry("Said", 2), java.util.Map.entry("Sent", 1));
        assertThat(progress.waves()).containsExactly(new Progress.Wave(1, 2, 2, 1), new Progress.Wave(2, 3, 0, 0));
        assertThat(progress.stuck()).isEqualTo(1);
        assertThat(progress.perMinute()).isEqualTo(2.0);
        assertThat(progress.endsAt()).isEqualTo(NOW.plusSeconds(90));
    }
}
