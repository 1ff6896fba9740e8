/** What stations in the field do wrong, as switches: each changes what goes over the wire, and leaves the station itself alone. */
@NullMarked
package dev.stationmaster.simulator.quirk;

import org.jspecify.annotations.NullMarked;
