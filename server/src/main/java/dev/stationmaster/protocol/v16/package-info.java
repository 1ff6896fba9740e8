/** OCPP 1.6J: what its messages mean, in the words of the features. */
@NullMarked
package dev.stationmaster.protocol.v16;

import org.jspecify.annotations.NullMarked;
