/** The operator's own map: what it is drawn from, and a regional file that the server hands out. */
@NullMarked
package dev.stationmaster.map;

import org.jspecify.annotations.NullMarked;
