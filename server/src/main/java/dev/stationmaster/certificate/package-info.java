/** Certificates of stations: the authority that issues them, whom the secure port trusts, and what stations have installed. */
@NullMarked
package dev.stationmaster.certificate;

import org.jspecify.annotations.NullMarked;
