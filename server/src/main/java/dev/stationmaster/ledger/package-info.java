/** The group commit: many stations' facts, one transaction, then the answers. */
@NullMarked
package dev.stationmaster.ledger;

import org.jspecify.annotations.NullMarked;
