package dev.stationmaster.station;

import java.time.Instant;

/** Told of every BootNotification, after it is durable. Beans of this type are found; each returns at once and never throws. */
@FunctionalInterface
public interface BootListener {
    void booted(StationId station, BootReport report, Instant at);
}
