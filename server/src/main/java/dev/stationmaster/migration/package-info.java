/** Moves stations to another network profile, without losing what runs there. */
@NullMarked
package dev.stationmaster.migration;

import org.jspecify.annotations.NullMarked;
