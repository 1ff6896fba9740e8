/** Cars, how they draw power, and the meter that counts it. */
@NullMarked
package dev.stationmaster.simulator.car;

import org.jspecify.annotations.NullMarked;
