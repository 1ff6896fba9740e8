/** Plans of sites: a picture of the place, and where on it the stations stand. */
@NullMarked
package dev.stationmaster.siteplan;

import org.jspecify.annotations.NullMarked;
