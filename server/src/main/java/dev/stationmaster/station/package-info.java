/** Stations as the operator knows them: identity, credentials, registration. */
@NullMarked
package dev.stationmaster.station;

import org.jspecify.annotations.NullMarked;
