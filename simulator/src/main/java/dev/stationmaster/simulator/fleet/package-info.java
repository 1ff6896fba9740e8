/** Many stations in one process, and cars that come and go. */
@NullMarked
package dev.stationmaster.simulator.fleet;

import org.jspecify.annotations.NullMarked;
