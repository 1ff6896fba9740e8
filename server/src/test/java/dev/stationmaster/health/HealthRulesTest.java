package dev.stationmaster.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stationmaster.health.HealthRules.Facts;
import dev.stationmaster.health.HealthView.Finding;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class HealthRulesTest {
    private static final long GIB = 1024L * 1024 * 1024;
    private static final Machine.Disk ROOMY = new Machine.Disk(400 * GIB, 500 * GIB);

    private static Facts facts(boolean reachable, @Nullable Long answers, int waiting, Machine.Disk disk) {
        return new Facts(reachable, 0, answers, 900L, waiting, 0, 0, disk, 0.4, 0.2);
    }

    @Test
    void aQuietServerIsFine() {
        var findings = HealthRules.judge(facts(true, null, 0, ROOMY));
        assertThat(findings).isEmpty();
        assertThat(HealthRules.verdict(findings)).isEqualTo("fine");
    }

    @Test
    void slownessIsStrainAndMuchOfItIsFailure() {
        assertThat(HealthRules.judge(facts(true, 300_000L, 600, ROOMY)))
                .extracting(Finding::code, Finding::level)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("answers-slow", "strained"),
                        org.assertj.core.groups.Tuple.tuple("queue-long", "strained"));
        var failing = HealthRules.judge(facts(true, 3_000_000L, 600, ROOMY));
        assertThat(HealthRules.verdict(failing)).isEqualTo("failing");
        assertThat(failing.getFirst().code()).isEqualTo("answers-slow");
        assertThat(failing.getFirst().limit()).isEqualTo(2_000_000);
    }

    @Test
    void aDatabaseThatIsAwayIsFailureAndComesFirst() {
        assertThat(HealthRules.judge(facts(false, 300_000L, 0, ROOMY)))
                .extracting(Finding::code)
                .containsExactly("database-unreachable", "answers-slow");
    }

    @Test
    void aTenthOfALargeDiskIsEnough() {
        assertThat(HealthRules.judge(facts(true, null, 0, new Machine.Disk(30 * GIB, 500 * GIB))))
                .isEmpty();
        assertThat(HealthRules.judge(facts(true, null, 0, new Machine.Disk(3 * GIB, 40 * GIB))))
                .extracting(Finding::code, Finding::level)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("disk-low", "strained"));
        assertThat(HealthRules.verdict(HealthRules.judge(facts(true, null, 0, new Machine.Disk(GIB / 4, 40 * GIB)))))
                .isEqualTo("failing");
    }
}
