/** Stations reduced to prebuilt frames, for measuring a server at the lowest cost to the measuring side. */
@NullMarked
package dev.stationmaster.simulator.load;

import org.jspecify.annotations.NullMarked;
