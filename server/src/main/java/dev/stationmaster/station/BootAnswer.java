package dev.stationmaster.station;

/**
 * The answer to a BootNotification.
 *
 * @param status never {@link Registration#NONE}
 * @param intervalSeconds between heartbeats when accepted, else how long to wait before the next BootNotification
 */
public record BootAnswer(Registration status, int intervalSeconds) {}
