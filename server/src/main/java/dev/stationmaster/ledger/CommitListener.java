package dev.stationmaster.ledger;

import java.util.List;

/** Told of every commit, in commit order, after it is durable. Must return at once and never throw. */
@FunctionalInterface
public interface CommitListener {
    void committed(List<? extends Fact<?>> facts);
}
