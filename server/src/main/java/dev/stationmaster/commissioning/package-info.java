/** Putting a unit into service: what is to be seen of it before somebody signs, and what was seen. */
@NullMarked
package dev.stationmaster.commissioning;

import org.jspecify.annotations.NullMarked;
