package dev.stationmaster.alert;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Tells somebody of problems.
 *
 * @param terms what it says
 */
record AlertRule(
        UUID id, String name, boolean enabled, Terms terms, Instant createdAt, String createdBy, Instant changedAt) {

    /**
     * What the rule says, as it is stored.
     *
     * @param quiet when nothing is told; what is still wrong afterwards is told then
     * @param tellCured whether the end of what was told is told, too
     */
    record Terms(Condition condition, @Nullable QuietHours quiet, List<UUID> routes, boolean tellCured) {}

    /**
     * Which problems it is about. Empty lists take all.
     *
     * @param severity at least so severe
     * @param sites names of sites, with all below them
     * @param vendors of stations, as they say when they boot
     * @param longerThanMinutes a problem counts when it has been known for so long
     * @param moreThanStations 0 tells of each problem; else it tells once when more stations than that have one
     */
    record Condition(
            List<String> kinds,
            String severity,
            List<String> sites,
            List<String> vendors,
            int longerThanMinutes,
            int moreThanStations) {}

    /**
     * @param from such as 22:00
     * @param to such as 06:00, on the next day where it is not after {@code from}
     * @param exceptCritical whether what is critical is told all the same
     */
    record QuietHours(String from, String to, String timeZone, boolean exceptCritical) {}
}
