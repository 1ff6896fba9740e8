package dev.stationmaster.tariff;

import dev.stationmaster.command.CommandAnswer;
import dev.stationmaster.command.CommandListener.How;
import dev.stationmaster.command.CommandOrder;
import dev.stationmaster.command.CommandService;
import dev.stationmaster.command.Conversation;
import dev.stationmaster.command.ConversationSource;
import dev.stationmaster.command.SendingRule;
import dev.stationmaster.command.StationCommand;
import dev.stationmaster.command.StationCommand.CostUpdated;
import dev.stationmaster.link.LinkRegistry;
import dev.stationmaster.settings.TariffSettings.RunningCost;
import dev.stationmaster.station.Station;
import dev.stationmaster.station.StationId;
import dev.stationmaster.tariff.Tariff.Dimension;
import dev.stationmaster.transaction.TransactionStep;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Tells stations the running cost by CostUpdated, where that is wanted: every now and then, and when the price changes (I02.FR.01). */
@Component
class CostUpdates implements ConversationSource, SendingRule {
    private final CostService costs;
    private final TariffService tariffs;
    private final CostTelling telling;
    private final LinkRegistry links;
    /** Commands depend on what speaks against them, which is asked of us. */
    private final ObjectProvider<CommandService> commands;

    private final Map<UUID, Told> told = new ConcurrentHashMap<>();

    /** @param prices the elements that were in force */
    private record Told(Instant at, BigDecimal total, List<Integer> prices) {}

    CostUpdates(
            CostService costs,
            TariffService tariffs,
            CostTelling telling,
            LinkRegistry links,
            ObjectProvider<CommandService> commands) {
        this.costs = costs;
        this.tariffs = tariffs;
        this.telling = telling;
        this.links = links;
        this.commands = commands;
    }

    /** Sends what is due. Called every second. */
    void run(Instant now) {
        Map<UUID, PricedSession> sessions = costs.sessions();
        told.keySet().retainAll(sessions.keySet());
        sessions.forEach((id, session) -> {
            TransactionStep step = session.step();
            if (step == null || !session.open() || session.tariff() == null) return;
            StationId station = step.transaction().station();
            if (isV16(step) || !telling.tellsRunningCost(station, RunningCost.MESSAGE) || !isThere(station)) return;
            due(id, session, step, now);
        });
    }

    private static boolean isV16(TransactionStep step) {
        return step.transaction().version().equals("ocpp1.6");
    }

    private boolean isThere(StationId station) {
        return links.find(station).isPresent();
    }

    private void due(UUID id, PricedSession session, TransactionStep step, Instant now) {
        Told last = told.get(id);
        StationId station = step.transaction().station();
        List<Integer> prices = prices(session.tariff(), tariffs.zone(station), now);
        boolean interval = last == null || !now.isBefore(last.at.plus(Duration.ofSeconds(telling.intervalSeconds())));
        boolean changed = last != null && !last.prices.equals(prices);
        if (!interval && !changed) return;
        Optional<Cost> cost = costs.running(session, now);
        if (cost.isEmpty()) return;
        BigDecimal total = cost.get().total();
        told.put(id, new Told(now, total, prices));
        if (last != null && !changed && last.total.compareTo(total) == 0) return;
        commands.ifAvailable(service -> service.submit(
                station, new CostUpdated(step.transaction().wireId(), total), CommandOrder.by("server")));
    }

    private static List<Integer> prices(@Nullable Tariff tariff, ZoneId zone, Instant now) {
        List<Integer> prices = new ArrayList<>();
        if (tariff == null) return prices;
        for (Dimension dimension : Dimension.values()) {
            prices.add(PriceEngine.elementAt(tariff, zone, dimension, now));
        }
        return prices;
    }

    /** An operator who names no amount wants ours to be told; it is reckoned when the station's turn has come. */
    @Override
    public Optional<Conversation> begin(Turn turn) {
        if (!(turn.command() instanceof CostUpdated(String wireId, BigDecimal total)) || total != null)
            return Optional.empty();
        return Optional.of(new Telling(
                new CostUpdated(wireId, total(turn.station(), wireId).orElse(null))));
    }

    @Override
    public @Nullable String against(Station station, StationCommand command) {
        if (!(command instanceof CostUpdated(String wireId, BigDecimal total)) || total != null) return null;
        return total(station.id(), wireId).isPresent()
                ? null
                : "the cost of transaction " + wireId
                        + " is not known: it has no tariff, or does not run; name totalCost to send one";
    }

    private Optional<BigDecimal> total(StationId station, String wireId) {
        return costs.find(station, wireId)
                .flatMap(session -> costs.running(session, null))
                .map(Cost::total);
    }

    /** One CostUpdated. */
    private static final class Telling implements Conversation {
        private final CostUpdated message;
        private boolean said;

        Telling(CostUpdated message) {
            this.message = message;
        }

        @Override
        public @Nullable StationCommand next() {
            if (said || message.totalCost() == null) return null;
            said = true;
            return message;
        }

        @Override
        public void answered(CommandAnswer answer) {}

        @Override
        public void failed(How how, String reason) {}

        @Override
        public CommandAnswer outcome() {
            return CommandAnswer.of(null, said ? "told " + message.totalCost() : "the cost is not known");
        }
    }
}
