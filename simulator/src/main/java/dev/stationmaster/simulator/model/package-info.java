/** What a server may read and change on a station: 1.6 configuration keys and the 2.x device model. */
@NullMarked
package dev.stationmaster.simulator.model;

import org.jspecify.annotations.NullMarked;
