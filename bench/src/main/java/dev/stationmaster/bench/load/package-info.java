/** Stations that do nothing but talk: prebuilt frames, as little work of their own as can be. */
@NullMarked
package dev.stationmaster.bench.load;

import org.jspecify.annotations.NullMarked;
