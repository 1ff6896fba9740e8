package dev.stationmaster.site;

import java.time.ZoneId;

/**
 * A place with stations.
 *
 * @param name unique whatever the case of its letters
 * @param timeZone in which its days begin
 * @param currency ISO 4217, three capital letters
 */
public record Site(int id, String name, ZoneId timeZone, String currency) {}
