/** The published cases for a CSMS, one test for each id, black box: literal frames, real sockets, real database. */
@NullMarked
package dev.stationmaster.conformance;

import org.jspecify.annotations.NullMarked;
