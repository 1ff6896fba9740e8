/** Puts the features together and starts them. */
@NullMarked
package dev.stationmaster.app;

import org.jspecify.annotations.NullMarked;
