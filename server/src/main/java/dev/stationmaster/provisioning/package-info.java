/** Stations, tokens and settings from a file: checked as a whole, applied where it changed. */
@NullMarked
package dev.stationmaster.provisioning;

import org.jspecify.annotations.NullMarked;
