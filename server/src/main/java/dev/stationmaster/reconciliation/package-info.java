/** Asks stations for what is missing of their transactions, and closes those that they no longer know. */
@NullMarked
package dev.stationmaster.reconciliation;

import org.jspecify.annotations.NullMarked;
