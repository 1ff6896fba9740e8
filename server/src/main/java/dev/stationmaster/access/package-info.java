/** Keeps those who are limited to some sites to these: in every path, list, single object and stream of the API. */
@NullMarked
package dev.stationmaster.access;

import org.jspecify.annotations.NullMarked;
