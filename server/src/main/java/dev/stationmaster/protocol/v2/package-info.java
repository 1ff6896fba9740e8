/** OCPP 2.0.1 and 2.1: what their messages mean, in the words of the features. */
@NullMarked
package dev.stationmaster.protocol.v2;

import org.jspecify.annotations.NullMarked;
