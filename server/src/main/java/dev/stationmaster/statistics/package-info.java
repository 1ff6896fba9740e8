/** How well it went: uptime, energy, sessions and faults, by site, station and day. */
@NullMarked
package dev.stationmaster.statistics;

import org.jspecify.annotations.NullMarked;
