package dev.stationmaster.display;

import dev.stationmaster.changefeed.Change;
import dev.stationmaster.command.CommandAnswer;
import dev.stationmaster.command.CommandListener;
import dev.stationmaster.command.Conversation;
import dev.stationmaster.command.ConversationSource;
import dev.stationmaster.command.DisplayMessage;
import dev.stationmaster.command.EffectTold;
import dev.stationmaster.command.MessagesAsked;
import dev.stationmaster.command.StationCommand.ClearDisplayMessage;
import dev.stationmaster.command.StationCommand.GetDisplayMessages;
import dev.stationmaster.command.StationCommand.SetDisplayMessage;
import dev.stationmaster.display.ShownMessage.Status;
import dev.stationmaster.ledger.Ledger;
import dev.stationmaster.station.StationDirectory;
import dev.stationmaster.station.StationId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;

/**
 * The messages on the displays of stations. They survive reboots of the station, so what we know is kept, and reports correct it.
 *
 * @see "OCPP 2.x part 2, O01 to O06"
 */
@Service
public class DisplayService implements ConversationSource, CommandListener {
    private static final Duration REMEMBERED = Duration.ofHours(1);

    private final DisplayStore store;
    private final Ledger ledger;
    private final ObjectProvider<EffectTold> effects;
    private final StationDirectory stations;
    private final InstantSource clock;
    private final Map<Key, Asked> reports = new ConcurrentHashMap<>();
    /** Stations with messages that vanish with a transaction. */
    private final Set<StationId> bound = ConcurrentHashMap.newKeySet();

    private record Key(StationId station, int requestId) {}

    /** A report on its way: parts may overtake the answer to the question. */
    private static final class Asked {
        private final Instant since;
        private final Set<Integer> told = ConcurrentHashMap.newKeySet();
        private boolean whole;
        private @Nullable GetDisplayMessages question;

        private Asked(Instant since) {
            this.since = since;
        }
    }

    DisplayService(
            DisplayStore store,
            Ledger ledger,
            ObjectProvider<EffectTold> effects,
            StationDirectory stations,
            InstantSource clock) {
        this.store = store;
        this.ledger = ledger;
        this.effects = effects;
        this.stations = stations;
        this.clock = clock;
        bound.addAll(store.withTransactionMessages());
    }

    /** One part of a report; durable when this returns. When the last one is told, what we thought to be there beside it is not. */
    public void reported(DisplayReport part) {
        List<Integer> ids = part.messages().stream()
                .map(DisplayMessage::id)
                .filter(Objects::nonNull)
                .toList();
        ledger.commit(List.of(part, change(part.station(), Map.of("reported", ids), "station")));
        if (part.messages().stream().anyMatch(message -> message.transactionId() != null)) bound.add(part.station());
        Asked report =
                reports.computeIfAbsent(new Key(part.station(), part.requestId()), _ -> new Asked(part.receivedAt()));
        for (DisplayMessage message : part.messages()) {
            Integer id = message.id();
            if (id != null) report.told.add(id);
        }
        if (part.toContinue()) return;
        synchronized (report) {
            report.whole = true;
            dropMissing(part.station(), report);
        }
        String what = report.told.size() + " display messages reported under number " + part.requestId();
        effects.ifAvailable(told -> told.told(part.station(), "display " + part.requestId(), true, what));
    }

    private void dropMissing(StationId station, Asked report) {
        GetDisplayMessages question = report.question;
        if (question == null || !report.whole) return;
        for (ShownMessage one : store.of(station)) {
            boolean there = one.status() == Status.INSTALLED || one.status() == Status.UNSURE;
            if (there && fits(question, one) && !report.told.contains(one.id()))
                save(one.ended(Status.GONE, "the station does not report it", "report", clock.instant()));
        }
    }

    private static boolean fits(GetDisplayMessages question, ShownMessage one) {
        DisplayMessage held = one.held() == null ? one.wanted() : one.held();
        if (held == null) return false;
        return (question.ids().isEmpty() || question.ids().contains(one.id()))
                && (question.priority() == null || question.priority().equals(held.priority()))
                && (question.state() == null || question.state().equals(held.state()));
    }

    @Override
    public Optional<Conversation> begin(Turn turn) {
        return turn.command() instanceof SetDisplayMessage set
                ? Optional.of(new Setting(this, turn, set.message()))
                : Optional.empty();
    }

    /** Its number: the one chosen, or the next of the station. */
    DisplayMessage numbered(StationId station, DisplayMessage message) {
        return message.id() != null ? message : message.withId(store.nextNumber(station));
    }

    /** The station took it, or not; a message that was there under that number stays when its successor is refused. */
    void answered(Turn turn, int id, DisplayMessage message, CommandAnswer answer) {
        Instant now = clock.instant();
        if (!answer.positive()) {
            String more = answer.reason() == null ? "" : " (" + answer.reason() + ")";
            refused(turn, id, message, "the station answered " + answer.status() + more, Status.REFUSED);
            return;
        }
        save(new ShownMessage(
                turn.station(), id, Status.INSTALLED, null, message, message, "command", turn.actor(), now, null));
        if (message.transactionId() != null) bound.add(turn.station());
        if (message.priority().equals("AlwaysFront")) overtake(turn.station(), id, now);
    }

    /** Only one message is always in front (O02.FR.18). */
    private void overtake(StationId station, int id, Instant now) {
        for (ShownMessage other : store.of(station)) {
            DisplayMessage held = other.held();
            boolean front = other.status() == Status.INSTALLED
                    && held != null
                    && held.priority().equals("AlwaysFront");
            if (front && other.id() != id)
                save(other.ended(Status.GONE, "message " + id + " is always in front now", "command", now));
        }
    }

    void failed(Turn turn, int id, DisplayMessage message, How how, String reason) {
        refused(turn, id, message, reason, how == How.UNKNOWN ? Status.UNSURE : Status.REFUSED);
    }

    private void refused(Turn turn, int id, DisplayMessage message, String reason, Status status) {
        ShownMessage before = store.find(turn.station(), id).orElse(null);
        boolean stays = before != null && before.status() == Status.INSTALLED;
        save(new ShownMessage(
                turn.station(),
                id,
                stays && before != null && status == Status.REFUSED ? Status.INSTALLED : status,
                reason,
                message,
                before == null ? null : before.held(),
                "command",
                turn.actor(),
                clock.instant(),
                before == null ? null : before.reportedAt()));
    }

    @Override
    public void ended(Ended command) {
        if (command.how() != How.ANSWERED) return;
        StationId station = command.station();
        if (command.command() instanceof ClearDisplayMessage(int id)) {
            boolean unknown = "Unknown".equals(command.status());
            if (!command.positive() && !unknown) return;
            store.find(station, id)
                    .filter(one -> one.status() == Status.INSTALLED || one.status() == Status.UNSURE)
                    .ifPresent(one -> save(one.ended(
                            unknown ? Status.GONE : Status.CLEARED,
                            unknown ? "the station knows no such message" : null,
                            "command",
                            clock.instant())));
        } else if (command.command() instanceof GetDisplayMessages question) {
            for (MessagesAsked asked : command.told(MessagesAsked.class)) {
                asked(station, asked.requestId(), question, "Unknown".equals(command.status()), command.positive());
            }
        }
    }

    private void asked(StationId station, int requestId, GetDisplayMessages question, boolean none, boolean positive) {
        Instant now = clock.instant();
        reports.values().removeIf(old -> old.since.plus(REMEMBERED).isBefore(now));
        if (!none && !positive) return;
        Asked report = reports.computeIfAbsent(new Key(station, requestId), _ -> new Asked(now));
        synchronized (report) {
            report.question = question;
            report.whole |= none;
            dropMissing(station, report);
        }
    }

    /** Whether messages of the station may vanish with a transaction. */
    boolean mayVanish(StationId station) {
        return bound.contains(station);
    }

    /** The messages of a transaction vanish with it (O02.FR.02). */
    void transactionEnded(StationId station, String transactionId) {
        boolean others = false;
        for (ShownMessage one : store.of(station)) {
            if (one.status() != Status.INSTALLED && one.status() != Status.UNSURE) continue;
            DisplayMessage held = one.held() == null ? one.wanted() : one.held();
            String of = held == null ? null : held.transactionId();
            if (of == null) continue;
            if (of.equalsIgnoreCase(transactionId))
                save(one.ended(Status.GONE, "its transaction has ended", "transaction", clock.instant()));
            else others = true;
        }
        if (!others) bound.remove(station);
    }

    List<ShownMessage> of(StationId station) {
        return store.of(station);
    }

    private void save(ShownMessage message) {
        store.save(message);
        String actor = message.actor() == null || !message.told().equals("command") ? "station" : message.actor();
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("id", message.id());
        body.put("status", message.status().word());
        if (message.reason() != null) body.put("reason", message.reason());
        ledger.commit(change(message.station(), body, actor));
    }

    private Change change(StationId station, Map<String, Object> body, String actor) {
        String identity = stations.nameOf(station).orElse("");
        return new Change("display", identity, station, body, actor, clock.instant());
    }
}
