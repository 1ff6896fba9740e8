package dev.stationmaster.tariff;

import dev.stationmaster.changefeed.Change;
import dev.stationmaster.ledger.Fact;
import dev.stationmaster.ledger.Ledger;
import dev.stationmaster.transaction.TransactionCost;
import dev.stationmaster.transaction.TransactionStep;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Tells those who watch what a transaction costs: when that is known first, when it changes, and when it is final. */
@Component
class CostFeed {
    private static final int MOST_AT_ONCE = 500;

    private final CostService costs;
    private final CostTelling telling;
    private final Ledger ledger;
    private final Map<UUID, Told> told = new ConcurrentHashMap<>();

    /** @param session as it was then: as long as it is the same, nothing was heard */
    private record Told(
            PricedSession session, Instant at, @Nullable Object body) {}

    CostFeed(CostService costs, CostTelling telling, Ledger ledger) {
        this.costs = costs;
        this.telling = telling;
        this.ledger = ledger;
    }

    /** Tells what is new, of a running transaction at most once in costIntervalSeconds. Called every second. */
    void run(Instant now) {
        Map<UUID, PricedSession> sessions = costs.sessions();
        told.keySet().retainAll(sessions.keySet());
        Instant before = now.minusSeconds(telling.intervalSeconds());
        List<Fact<?>> changes = new ArrayList<>();
        sessions.forEach((id, session) -> {
            TransactionStep step = session.step();
            Told last = told.get(id);
            boolean heard = last == null || last.session != session;
            boolean due = last == null || !session.open() || !last.at.isAfter(before);
            if (step == null || session.tariff() == null || !heard || !due) return;
            Map<String, @Nullable Object> body = body(id);
            boolean known = body.get("total") != null || body.get("problem") != null;
            if (known && (last == null || !body.equals(last.body))) {
                changes.add(new Change("cost", id.toString(), step.transaction().station(), body, "server", now));
            }
            // Nothing known is nothing told: the first amount does not wait.
            if (known) told.put(id, new Told(session, now, body));
        });
        for (int from = 0; from < changes.size(); from += MOST_AT_ONCE) {
            ledger.commit(changes.subList(from, Math.min(changes.size(), from + MOST_AT_ONCE)));
        }
    }

    private Map<String, @Nullable Object> body(UUID id) {
        TransactionCost cost = costs.costs(List.of(id)).get(id);
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        if (cost == null) return body;
        body.put("transaction", id.toString());
        body.put("total", cost.total());
        body.put("currency", cost.currency());
        body.put("tax", cost.tax());
        body.put("tariff", cost.tariff());
        body.put("tariffVersion", cost.tariffVersion());
        body.put("running", cost.running());
        body.put("problem", cost.problem());
        body.values().removeIf(Objects::isNull);
        return body;
    }
}
