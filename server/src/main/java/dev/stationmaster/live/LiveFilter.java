package dev.stationmaster.live;

import dev.stationmaster.station.StationId;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a reader wants to hear of.
 *
 * @param topics empty for all, messages excepted: those must be asked for
 * @param stations empty for all
 */
record LiveFilter(Set<String> topics, Set<StationId> stations) {
    static final String MESSAGE = "message";
    static final Set<String> TOPICS = Set.of(
            "connection",
            "status",
            "transaction",
            "command",
            MESSAGE,
            "station",
            "token",
            "setting",
            "locallist",
            "reservation",
            "job",
            "event",
            "monitor",
            "customer");

    boolean messages() {
        return topics.contains(MESSAGE);
    }

    boolean wants(String topic, @Nullable StationId station) {
        if (!topics.isEmpty() && !topics.contains(topic)) return false;
        return stations.isEmpty() || (station != null && stations.contains(station));
    }
}
