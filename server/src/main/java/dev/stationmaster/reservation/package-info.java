/** Reservations: asked for, held, used, and ended in one of the many ways in which they end. */
@NullMarked
package dev.stationmaster.reservation;

import org.jspecify.annotations.NullMarked;
