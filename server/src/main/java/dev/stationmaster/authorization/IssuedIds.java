package dev.stationmaster.authorization;

import dev.stationmaster.ledger.Ledger;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Ids that we made up for remote starts (OCPP 2.0.1 C03, C05). Known after a restart too: the station may still be waiting for the cable. They are
 * read from memory.
 */
@Component
final class IssuedIds {
    /** How long one that has run out is kept, for messages that come late. */
    static final Duration FORGOTTEN_AFTER = Duration.ofHours(1);

    private final Ledger ledger;
    private final InstantSource clock;
    private final Map<String, Instant> ends = new ConcurrentHashMap<>();

    /** Loads what was issued before, so that it counts before any port opens. */
    @Autowired
    IssuedIds(IssuedIdStore store, Ledger ledger, InstantSource clock) {
        this(ledger, clock, store.since(clock.instant().minus(FORGOTTEN_AFTER)));
    }

    IssuedIds(Ledger ledger, InstantSource clock, List<IssuedId> before) {
        this.ledger = ledger;
        this.clock = clock;
        for (IssuedId one : before) ends.put(one.valueFolded(), one.until());
    }

    /** Durable when this returns. */
    void add(String valueFolded, Instant until) {
        Instant now = clock.instant();
        ends.values().removeIf(end -> end.isBefore(now.minus(FORGOTTEN_AFTER)));
        ledger.commit(new IssuedId(valueFolded, until));
        ends.put(valueFolded, until);
    }

    boolean isGood(String valueFolded, Instant at) {
        Instant until = ends.get(valueFolded);
        return until != null && !at.isAfter(until);
    }
}
