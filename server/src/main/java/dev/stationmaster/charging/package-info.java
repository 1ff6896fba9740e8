/** Charging profiles: the operator's library, what stations have installed, limits from elsewhere, and what all of it comes to. */
@NullMarked
package dev.stationmaster.charging;

import org.jspecify.annotations.NullMarked;
