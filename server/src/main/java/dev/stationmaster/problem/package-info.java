/** What is wrong now, noticed and closed by itself, ranked by the drivers it hits, with what people do about it. */
@NullMarked
package dev.stationmaster.problem;

import org.jspecify.annotations.NullMarked;
