package dev.stationmaster.charging;

import dev.stationmaster.transaction.Transaction;
import dev.stationmaster.transaction.TransactionListener;
import org.springframework.stereotype.Component;

/** Lets cars that told their needs too early have their schedule once the transaction is known, and others what one leaves. */
@Component
class NeedsTransactions implements TransactionListener {
    private final NeedsService needs;
    private final SiteShares shares;

    NeedsTransactions(NeedsService needs, SiteShares shares) {
        this.needs = needs;
        this.shares = shares;
    }

    @Override
    public void started(Transaction transaction) {
        updated(transaction);
    }

    @Override
    public void updated(Transaction transaction) {
        Integer evse = transaction.evse();
        if (evse != null && transaction.open()) needs.transactionSeen(transaction.station(), evse);
    }

    @Override
    public void ended(Transaction transaction) {
        Integer evse = transaction.evse();
        if (evse != null) needs.transactionEnded(transaction.station(), evse);
        shares.left(transaction.station());
    }
}
