/** The time a simulated station lives in: real, sped up, or moved by a test. */
@NullMarked
package dev.stationmaster.simulator.time;

import org.jspecify.annotations.NullMarked;
