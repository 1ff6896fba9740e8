/** Requests of this server to others. */
@NullMarked
package dev.stationmaster.platform.outbound;

import org.jspecify.annotations.NullMarked;
