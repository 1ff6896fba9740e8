/** Firmware updates: what goes out, whether its signature is right, and which version runs afterwards. */
@NullMarked
package dev.stationmaster.firmware;

import org.jspecify.annotations.NullMarked;
