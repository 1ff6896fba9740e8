/**
 * Monitors on the variables of 2.x stations: those an operator wants beside those a station reported, its base and level. What monitors cause,
 * events, is the feature diagnostics.
 */
@NullMarked
package dev.stationmaster.monitoring;

import org.jspecify.annotations.NullMarked;
