/** One simulated station: life cycle, charging sessions, and its protocol behaviour per version. */
@NullMarked
package dev.stationmaster.simulator.station;

import org.jspecify.annotations.NullMarked;
