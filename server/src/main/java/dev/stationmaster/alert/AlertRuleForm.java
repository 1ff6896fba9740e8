package dev.stationmaster.alert;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wants a rule to be; what is absent stays, or takes its usual value.
 *
 * @param condition which problems; all when absent
 * @param quiet when nothing is told; an empty {@code from} takes the quiet hours away
 * @param routes ids
 */
record AlertRuleForm(
        @Nullable String name,
        @Nullable Boolean enabled,
        @Nullable ConditionForm condition,
        @Nullable QuietForm quiet,
        @Nullable List<UUID> routes,
        @Nullable Boolean tellCured) {

    record ConditionForm(
            @Nullable List<String> kinds,
            @Nullable String severity,
            @Nullable List<String> sites,
            @Nullable List<String> vendors,
            @Nullable Integer longerThanMinutes,
            @Nullable Integer moreThanStations) {}

    record QuietForm(
            @Nullable String from,
            @Nullable String to,
            @Nullable String timeZone,
            @Nullable Boolean exceptCritical) {}
}
