/** Charging profiles as a station keeps and obeys them. */
@NullMarked
package dev.stationmaster.simulator.profile;

import org.jspecify.annotations.NullMarked;
