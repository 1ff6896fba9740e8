/** The embedded PostgreSQL: unpacked, initialised, started, watched and stopped by this process. */
@NullMarked
package dev.stationmaster.platform.postgres;

import org.jspecify.annotations.NullMarked;
