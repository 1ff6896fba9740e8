package dev.stationmaster.authorization;

import dev.stationmaster.station.StationId;

/** What a station is called, where tokens are limited to some. Never blocks. */
@FunctionalInterface
interface StationNames {
    /** Its identity; empty text for a station that is not known. */
    String of(StationId station);
}
