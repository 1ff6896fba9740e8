/** What stations tell of themselves: variables of 2.x and configuration keys of 1.6 in one store, and the reports they came in. */
@NullMarked
package dev.stationmaster.devicemodel;

import org.jspecify.annotations.NullMarked;
