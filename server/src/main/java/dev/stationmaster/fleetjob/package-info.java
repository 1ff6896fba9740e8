/** One piece of work over many stations: who gets it, how fast, when it halts, and what became of it at each station. */
@NullMarked
package dev.stationmaster.fleetjob;

import org.jspecify.annotations.NullMarked;
