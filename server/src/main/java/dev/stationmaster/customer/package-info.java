/** What stations know of customers: asked for, shown, and erased there and on the station's local list. */
@NullMarked
package dev.stationmaster.customer;

import org.jspecify.annotations.NullMarked;
