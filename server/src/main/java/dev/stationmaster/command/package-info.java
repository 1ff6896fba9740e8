/** Commands to stations: what an operator wants, its turn, its answer, and the effect that is seen later. */
@NullMarked
package dev.stationmaster.command;

import org.jspecify.annotations.NullMarked;
