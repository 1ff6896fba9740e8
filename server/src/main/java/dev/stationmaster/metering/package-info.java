/** What meters say: samples made comparable, readings kept, and the energy that plausibly flowed. */
@NullMarked
package dev.stationmaster.metering;

import org.jspecify.annotations.NullMarked;
