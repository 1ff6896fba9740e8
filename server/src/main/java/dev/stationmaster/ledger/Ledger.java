package dev.stationmaster.ledger;

import java.util.List;

/**
 * Makes facts durable, many stations' at once. There is no timer: what was queued while the previous commit ran is the next commit.
 *
 * <p>While the database is away calls wait; {@link #unavailableMillis()} tells the link layer, which stops taking messages.
 */
public interface Ledger {
    /**
     * Commits the facts together and returns when they are durable. Call it on a virtual thread only.
     *
     * @param fact the one whose result is wanted
     * @param others written in the same commit
     * @return what the database said about {@code fact}
     * @throws FactRefusedException when the database refuses one of these facts for its content; nothing of this call was stored
     */
    <R> R commit(Fact<R> fact, Fact<?>... others);

    /** Commits the facts together and returns when they are durable; an empty list returns at once. */
    void commit(List<? extends Fact<?>> facts);

    /** Hands facts to the next commit and does not wait; for what may be lost in a crash (attempts, ages). */
    void append(Fact<?>... facts);

    /** Returns when everything that was handed in before is durable; for who has much to append and must not stand before others. */
    void settle();

    /** Since when the database has not taken a commit, in milliseconds of waiting; 0 while all is well. */
    long unavailableMillis();
}
