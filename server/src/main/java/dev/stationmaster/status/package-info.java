/** What connectors say about themselves, by their own clock. */
@NullMarked
package dev.stationmaster.status;

import org.jspecify.annotations.NullMarked;
