package dev.stationmaster.link;

import dev.stationmaster.station.Connectivity;
import dev.stationmaster.station.StationId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The open links of this node, one for each connected station, and what is remembered of the links of the others. */
final class ConnectedLinks implements LinkRegistry, Connectivity {
    private final Map<StationId, WebSocketLink> byStation = new ConcurrentHashMap<>();
    private final Map<StationId, Connection> last = new ConcurrentHashMap<>();
    private final InstantSource clock;

    /** @param last the last connection of each station before this server started */
    ConnectedLinks(Map<StationId, Connection> last, InstantSource clock) {
        this.last.putAll(last);
        this.clock = clock;
    }

    @Override
    public Optional<StationLink> find(StationId station) {
        WebSocketLink link = byStation.get(station);
        return link != null && link.isOpen() ? Optional.of(link) : Optional.empty();
    }

    @Override
    public Collection<StationLink> all() {
        return Collections.unmodifiableCollection(byStation.values());
    }

    Collection<WebSocketLink> links() {
        return byStation.values();
    }

    int size() {
        return byStation.size();
    }

    @Override
    public Optional<Connection> of(StationId station) {
        WebSocketLink link = byStation.get(station);
        if (link == null) return Optional.ofNullable(last.get(station));
        Instant seenAt = clock.instant().minusNanos(Math.max(0, System.nanoTime() - link.heardNanos()));
        return Optional.of(
                new Connection(true, link.version(), link.remoteAddress(), link.connectedAt(), null, seenAt));
    }

    @Override
    public Set<StationId> connected() {
        return Collections.unmodifiableSet(byStation.keySet());
    }

    @Override
    public void disconnect(StationId station, String reason) {
        WebSocketLink link = byStation.get(station);
        if (link != null) link.close(1008, reason);
    }

    /**
     * Puts the link in, the higher epoch winning.
     *
     * @return the link that lost: the one that stood there before, {@code link} itself when that one is newer, null when none stood there
     */
    @Nullable
    WebSocketLink enter(WebSocketLink link) {
        WebSocketLink[] loser = new WebSocketLink[1];
        byStation.compute(link.station(), (_, present) -> {
            if (present == null) return link;
            boolean newer = link.epoch() > present.epoch();
            loser[0] = newer ? present : link;
            return newer ? link : present;
        });
        return loser[0];
    }

    /** Takes the link out, unless a newer one stands in its place. */
    void leave(WebSocketLink link, Instant at, Instant seenAt) {
        if (byStation.get(link.station()) != link) return;
        last.put(
                link.station(),
                new Connection(false, link.version(), link.remoteAddress(), link.connectedAt(), at, seenAt));
        byStation.remove(link.station(), link);
    }
}
