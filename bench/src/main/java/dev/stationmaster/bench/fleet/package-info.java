/** Very many stations on one thread: idle, in an open loop, cut off and coming back. */
@NullMarked
package dev.stationmaster.bench.fleet;

import org.jspecify.annotations.NullMarked;
