/** Messages outside the standard (DataTransfer): whose they are, and what is answered. */
@NullMarked
package dev.stationmaster.vendor;

import org.jspecify.annotations.NullMarked;
