package dev.stationmaster.link;

import dev.stationmaster.station.StationId;
import java.util.Collection;
import java.util.Optional;

/** Who is connected to this node now. */
public interface LinkRegistry {
    Optional<StationLink> find(StationId station);

    Collection<StationLink> all();
}
