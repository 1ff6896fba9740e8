package dev.stationmaster.live;

import dev.stationmaster.station.StationId;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What a reader wants to hear of.
 *
 * @param topics empty for all, messages excepted: those must be asked for
 * @param stations empty for all
 * @param seen whether the reader may hear of that station, or of what is no station's; asked again for each event
 */
record LiveFilter(Set<String> topics, Set<StationId> stations, Predicate<@Nullable StationId> seen) {
    static final String MESSAGE = "message";
    static final Set<String> TOPICS = Set.of(
            "connection",
            "status",
            "problem",
            "transaction",
            "command",
            MESSAGE,
            "station",
            "token",
            "setting",
            "locallist",
            "reservation",
            "commissioning",
            "job",
            "fleetjob",
            "event",
            "monitor",
            "customer",
            "display",
            "cost");

    boolean messages() {
        return topics.contains(MESSAGE);
    }

    boolean wants(String topic, @Nullable StationId station) {
        if (!topics.isEmpty() && !topics.contains(topic) || !seen.test(station)) return false;
        return stations.isEmpty() || (station != null && stations.contains(station));
    }
}
