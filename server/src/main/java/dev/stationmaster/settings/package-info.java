/** What an operator may tune: named, typed, bounded, and laid over each other from default to station. */
@NullMarked
package dev.stationmaster.settings;

import org.jspecify.annotations.NullMarked;
