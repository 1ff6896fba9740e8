/** Filters and columns of lists that people keep under a name, each his own. */
@NullMarked
package dev.stationmaster.savedview;

import org.jspecify.annotations.NullMarked;
