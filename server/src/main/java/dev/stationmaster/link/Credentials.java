package dev.stationmaster.link;

import dev.stationmaster.station.Station;

/** Checks what a station presents at the upgrade. In memory, in microseconds. */
@FunctionalInterface
interface Credentials {
    /** @param secret what followed the first colon, byte for byte: text, the hex digits of bytes, or the bytes themselves */
    boolean matches(Station station, byte[] secret);
}
