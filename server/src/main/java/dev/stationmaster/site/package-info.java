/** Where stations stand: name, time zone, currency. */
@NullMarked
package dev.stationmaster.site;

import org.jspecify.annotations.NullMarked;
