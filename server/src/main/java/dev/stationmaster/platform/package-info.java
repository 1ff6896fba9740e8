/** What every feature stands on: time, start options, and refusing to start in plain words. */
@NullMarked
package dev.stationmaster.platform;

import org.jspecify.annotations.NullMarked;
