package dev.stationmaster.command;

import dev.stationmaster.authorization.IdToken;
import dev.stationmaster.command.Command.EffectState;
import dev.stationmaster.transaction.Transaction;
import dev.stationmaster.transaction.TransactionListener;
import java.time.InstantSource;
import java.util.Objects;
import org.springframework.stereotype.Component;

/**
 * Sees remote starts and stops in the transactions that stations report: by the number of the start (F02.FR.01, F02.FR.21), in a transaction that ran
 * before it, too (F01.FR.13, F01.FR.25).
 */
@Component
class TransactionEffects implements TransactionListener {
    private final EffectWatch effects;
    private final InstantSource clock;

    TransactionEffects(EffectWatch effects, InstantSource clock) {
        this.effects = effects;
        this.clock = clock;
    }

    @Override
    public void started(Transaction transaction) {
        begun(transaction);
    }

    /** A remote start may take over a transaction that runs since the cable was plugged in (F01.FR.25). */
    @Override
    public void updated(Transaction transaction) {
        if (transaction.remoteStartId() != null) begun(transaction);
    }

    @Override
    public void ended(Transaction transaction) {
        if (!effects.awaits(transaction.station())) return;
        effects.ending(
                transaction.station(),
                expectation -> expectation instanceof Expectation.TransactionEnd(String wireId)
                        && wireId.equalsIgnoreCase(transaction.wireId()),
                EffectState.SEEN,
                clock.instant(),
                "transaction " + transaction.publicId() + " ended");
    }

    private void begun(Transaction transaction) {
        if (!effects.awaits(transaction.station())) return;
        effects.ending(
                transaction.station(),
                expectation -> expectation instanceof Expectation.TransactionStart start && leadsTo(start, transaction),
                EffectState.SEEN,
                clock.instant(),
                "transaction " + transaction.publicId());
    }

    /** 1.6 has no number to match by: the token and the place decide, within the time that the command waits. */
    private static boolean leadsTo(Expectation.TransactionStart start, Transaction transaction) {
        if (start.remoteStartId() != null) return start.remoteStartId().equals(transaction.remoteStartId());
        IdToken token = transaction.token();
        return token != null
                && token.value().equalsIgnoreCase(start.token().value())
                && (start.evse() == null || Objects.equals(start.evse(), transaction.evse()));
    }
}
