/** Years of a network's facts, made in the database, to see what lists and charts cost on top of them. */
@NullMarked
package dev.stationmaster.bench.history;

import org.jspecify.annotations.NullMarked;
