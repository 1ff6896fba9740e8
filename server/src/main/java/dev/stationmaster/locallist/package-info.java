/** Local authorization lists: what shall be on a station's list, what it confirmed to hold, and how the one becomes the other. */
@NullMarked
package dev.stationmaster.locallist;

import org.jspecify.annotations.NullMarked;
