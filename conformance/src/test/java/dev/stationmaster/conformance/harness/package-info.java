/** A scripted station, an operator who uses the REST API, and the server they both try. */
@NullMarked
package dev.stationmaster.conformance.harness;

import org.jspecify.annotations.NullMarked;
