/** What a station told its server and what the server answered, kept as evidence. */
@NullMarked
package dev.stationmaster.simulator.journal;

import org.jspecify.annotations.NullMarked;
