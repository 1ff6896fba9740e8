/** What is going on everywhere, for people who look at many stations at once: read only, mostly from memory. */
@NullMarked
package dev.stationmaster.overview;

import org.jspecify.annotations.NullMarked;
