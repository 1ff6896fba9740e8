/** Answers that stations send in numbered parts after a question: kept, put together, and given up when a part never comes. */
@NullMarked
package dev.stationmaster.report;

import org.jspecify.annotations.NullMarked;
