/** OCPP-J as a station speaks it: sockets, frames, one CALL at a time, and the queue that survives being offline. */
@NullMarked
package dev.stationmaster.simulator.wire;

import org.jspecify.annotations.NullMarked;
