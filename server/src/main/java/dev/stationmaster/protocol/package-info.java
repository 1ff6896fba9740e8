/** From a frame to one service call and back: bindings, guards, validation policy. */
@NullMarked
package dev.stationmaster.protocol;

import org.jspecify.annotations.NullMarked;
