package dev.stationmaster.ledger;

import java.util.ArrayList;
import java.util.List;

/**
 * A change that is decided but not yet made, so that several features' changes can be committed as one.
 *
 * @param facts to be committed
 * @param afterwards brings the memory up to the database, once they are
 */
public record Planned(List<Fact<?>> facts, Runnable afterwards) {
    public static Planned nothing() {
        return new Planned(List.of(), () -> {});
    }

    /** Both, in this order. */
    public Planned and(Planned other) {
        List<Fact<?>> both = new ArrayList<>(facts);
        both.addAll(other.facts);
        return new Planned(both, () -> {
            afterwards.run();
            other.afterwards.run();
        });
    }

    public void commit(Ledger ledger) {
        ledger.commit(facts);
        afterwards.run();
    }
}
