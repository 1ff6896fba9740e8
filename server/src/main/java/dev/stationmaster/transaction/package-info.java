/** One row per transaction, whatever arrives, in whatever order, however often. */
@NullMarked
package dev.stationmaster.transaction;

import org.jspecify.annotations.NullMarked;
