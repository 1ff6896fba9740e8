/** A station's WebSocket as the benchmark speaks it: no more than it needs, so that the client costs little. */
@NullMarked
package dev.stationmaster.bench.wire;

import org.jspecify.annotations.NullMarked;
