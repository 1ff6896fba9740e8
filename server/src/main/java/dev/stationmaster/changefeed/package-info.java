/** Committed changes in their order, for browsers, subscribers and other nodes. */
@NullMarked
package dev.stationmaster.changefeed;

import org.jspecify.annotations.NullMarked;
