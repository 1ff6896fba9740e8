/** What charging costs: tariffs, who pays which, and one engine that prices running, finished and imagined sessions alike. */
@NullMarked
package dev.stationmaster.tariff;

import org.jspecify.annotations.NullMarked;
