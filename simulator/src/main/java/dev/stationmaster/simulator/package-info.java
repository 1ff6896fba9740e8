/** The command line of the simulator. */
@NullMarked
package dev.stationmaster.simulator;

import org.jspecify.annotations.NullMarked;
