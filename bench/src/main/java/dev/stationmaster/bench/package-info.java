/** The load benchmark: a packaged server on one side, many stations on the other, and what both cost, beside the budgets. */
@NullMarked
package dev.stationmaster.bench;

import org.jspecify.annotations.NullMarked;
