package dev.stationmaster.reconciliation;

import dev.stationmaster.command.CommandOrder;
import dev.stationmaster.command.CommandService;
import dev.stationmaster.command.CommandView;
import dev.stationmaster.command.StationCommand;
import dev.stationmaster.transaction.Transaction;
import dev.stationmaster.transaction.TransactionService;
import dev.stationmaster.transaction.TransactionService.Doubt;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Asks a station about one transaction, and draws the conclusion: more is queued (wait, and nudge it when that lasts), it runs (what is missing is
 * lost; a silent one is asked for an event), or it is unknown there (it is taken for ended until the station says otherwise).
 *
 * @see "OCPP 2.0.1 part 2, E14.FR.01 to E14.FR.08; F06"
 */
@Component
class TransactionQuestion {
    private static final Logger log = LoggerFactory.getLogger(TransactionQuestion.class);
    private static final String ACTOR = "server";
    private static final Duration ANSWER_WITHIN = Duration.ofMinutes(2);
    private static final Duration LONGEST_WAIT = Duration.ofHours(6);
    /** A station that cannot say, or has said all, is not asked again soon. */
    private static final Duration SETTLED = Duration.ofHours(24);

    private final TransactionService transactions;
    private final CommandService commands;
    private final InstantSource clock;

    TransactionQuestion(TransactionService transactions, CommandService commands, InstantSource clock) {
        this.transactions = transactions;
        this.commands = commands;
        this.clock = clock;
    }

    /** @return what is to be remembered of it; blocks until the station has answered */
    Checked ask(Doubt doubt, Checked checked, Duration patience) {
        Transaction transaction = doubt.transaction();
        Instant askedAt = clock.instant();
        var command = new StationCommand.GetTransactionStatus(transaction.wireId());
        CommandView view = commands.settled(
                commands.submit(transaction.station(), command, CommandOrder.by(ACTOR)), ANSWER_WITHIN);
        Instant now = clock.instant();
        if (!view.state().equals("answered")) return checked.next(now.plus(failed(view, patience)), checked.waits());
        boolean queued = told(view, "messagesInQueue");
        boolean ongoing = told(view, "ongoingIndicator");
        log.info(
                "event=transaction-checked transaction={} ongoing={} queued={} missing=\"{}\"",
                transaction.publicId(),
                ongoing,
                queued,
                String.join(", ", doubt.missing()));
        if (queued) {
            if (checked.waits() > 0) nudge(transaction);
            return checked.next(now.plus(longer(patience, checked.waits())), checked.waits() + 1);
        }
        if (!ongoing && transaction.open()) {
            transactions.presumeLost(transaction.publicId(), askedAt, now);
        } else if (!doubt.missing().isEmpty()) {
            transactions.eventsLost(transaction.publicId(), now);
            return checked.next(now.plus(SETTLED), checked.waits() + 1);
        } else {
            nudge(transaction);
        }
        return checked.next(now.plus(longer(patience, checked.waits() + 2)), checked.waits() + 1);
    }

    private static Duration failed(CommandView view, Duration patience) {
        boolean mute = view.exchanges().stream().anyMatch(exchange -> exchange.error() != null);
        return mute ? SETTLED : patience;
    }

    private static Duration longer(Duration patience, int times) {
        Duration wait = patience.multipliedBy(1L << Math.min(times, 10));
        return wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
    }

    private static boolean told(CommandView view, String name) {
        return !view.exchanges().isEmpty()
                && view.exchanges().getLast().response() instanceof Map<?, ?> response
                && Boolean.TRUE.equals(response.get(name));
    }

    /** It sends an event of the transaction, and mostly what it still has. */
    private void nudge(Transaction transaction) {
        commands.submit(
                transaction.station(),
                new StationCommand.TriggerMessage("TransactionEvent", transaction.evse(), null, null, null),
                CommandOrder.by(ACTOR));
    }
}
