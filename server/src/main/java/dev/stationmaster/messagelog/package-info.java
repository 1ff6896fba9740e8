/** Every exchange with a station, both ways, and the findings made in them. */
@NullMarked
package dev.stationmaster.messagelog;

import org.jspecify.annotations.NullMarked;
