/** Faults under load, with the stations' own journals as witness: every answered fact is stored exactly once. */
@NullMarked
package dev.stationmaster.conformance.fault;

import org.jspecify.annotations.NullMarked;
