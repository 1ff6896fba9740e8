package dev.stationmaster.transaction;

import dev.stationmaster.ledger.Planned;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;

/** What transactions cost, told by the feature that knows tariffs. */
public interface TransactionPricing {
    /** False while no transaction can have a cost; then nothing else is asked. */
    boolean wanted();

    /**
     * A message about a transaction is about to be committed. Never throws and never asks the database while the transaction runs: a price must not
     * hold up an answer.
     *
     * @return what is committed with the message
     */
    Planned beside(TransactionStep step);

    /** The costs of those transactions that have any, for showing; may ask the database. */
    Map<UUID, TransactionCost> costs(Collection<UUID> transactions);
}
