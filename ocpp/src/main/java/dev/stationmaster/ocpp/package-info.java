/**
 * The wire of OCPP 1.6J, 2.0.1 and 2.1: frames, messages as records, and one validator per version; no sockets, no storage.
 */
@NullMarked
package dev.stationmaster.ocpp;

import org.jspecify.annotations.NullMarked;
