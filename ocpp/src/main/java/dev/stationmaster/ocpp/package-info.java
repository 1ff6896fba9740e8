/** The wire of OCPP 1.6J, 2.0.1 and 2.1: frames, messages, validation. Knows no sockets, no database, no framework. */
@NullMarked
package dev.stationmaster.ocpp;

import org.jspecify.annotations.NullMarked;
