package dev.stationmaster.simulator.journal;

import dev.stationmaster.simulator.wire.Outcome;
import dev.stationmaster.simulator.wire.Witness;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Everything one station told its server and what the server answered: the witness against which a database can be held. What is
 * ANSWERED must be stored exactly once; what is OPEN or LOST may be. Thread-safe: read it while the station runs.
 */
public final class Journal implements Witness {
    private final String station;
    private final String version;
    private final boolean remembers;
    private final @Nullable JournalFile file;
    private final List<Entry> closed = new ArrayList<>();
    private final Map<String, Entry> open = new LinkedHashMap<>();
    private final Map<Entry.Result, Long> counts = new HashMap<>();
    private long number;

    /**
     * @param remembers whether to keep closed entries in memory; without it only {@code file} and the counts know them
     * @param file      where to write closed entries too; null for nowhere
     */
    public Journal(String station, String version, boolean remembers, @Nullable JournalFile file) {
        this.station = station;
        this.version = version;
        this.remembers = remembers;
        this.file = file;
    }

    @Override
    public synchronized Open sent(String messageId, String action, String payload, Instant at) {
        var before = open.get(messageId);
        open.put(
                messageId,
                before == null
                        ? new Entry(
                                station,
                                version,
                                number++,
                                messageId,
                                action,
                                payload,
                                at,
                                Entry.Result.OPEN,
                                "",
                                at,
                                1)
                        : with(before, Entry.Result.OPEN, "", at, before.tries() + 1));
        return (outcome, endedAt) -> ended(messageId, outcome, endedAt);
    }

    private synchronized void ended(String messageId, Outcome outcome, Instant at) {
        var entry = open.get(messageId);
        if (entry == null) {
            return;
        }
        var ended =
                switch (outcome) {
                    case Outcome.Answered(var payload) ->
                        with(entry, Entry.Result.ANSWERED, payload.toString(), at, entry.tries());
                    case Outcome.Refused(var code, var description) ->
                        with(entry, Entry.Result.REFUSED, code, at, entry.tries());
                    case Outcome.TimedOut() -> with(entry, Entry.Result.TIMED_OUT, "", at, entry.tries());
                    case Outcome.Lost() -> with(entry, Entry.Result.LOST, "", at, entry.tries());
                };
        counts.merge(ended.result(), 1L, Long::sum);
        if (!ended.answered()) {
            open.put(messageId, ended); // may be tried again
            return;
        }
        open.remove(messageId);
        if (remembers) {
            closed.add(ended);
        }
        if (file != null) {
            file.append(ended);
        }
    }

    private static Entry with(Entry entry, Entry.Result result, String answer, Instant endedAt, int tries) {
        return new Entry(
                entry.station(),
                entry.version(),
                entry.number(),
                entry.messageId(),
                entry.action(),
                entry.payload(),
                entry.sentAt(),
                result,
                answer,
                endedAt,
                tries);
    }

    /** Identity of the station. */
    public String station() {
        return station;
    }

    /** Subprotocol of the station. */
    public String version() {
        return version;
    }

    /** What the server answered, in the order of the answers. */
    public synchronized List<Entry> answered() {
        return List.copyOf(closed);
    }

    /** What was sent and not answered: open, refused, timed out or lost, in the order first sent. */
    public synchronized List<Entry> unanswered() {
        return List.copyOf(open.values());
    }

    /** Writes what is unanswered to the file as well; to be called once, at the end. */
    public synchronized void writeUnanswered() {
        if (file != null) {
            open.values().forEach(file::append);
        }
    }

    /** Number of transmissions that ended so; also counted when entries are not remembered. */
    public synchronized long count(Entry.Result result) {
        return counts.getOrDefault(result, 0L);
    }

    /** Answered starts of 1.6, with the ids the server gave. */
    public List<Fact.Start> starts() {
        return typed("StartTransaction", Fact.Start::of);
    }

    /** Answered ends of 1.6. */
    public List<Fact.Stop> stops() {
        return typed("StopTransaction", Fact.Stop::of);
    }

    /** Answered MeterValues messages of any version. */
    public List<Fact.Readings> readings() {
        return typed("MeterValues", Fact.Readings::of);
    }

    /** Answered TransactionEvents of 2.x. */
    public List<Fact.Event> events() {
        return typed("TransactionEvent", Fact.Event::of);
    }

    /** Answered StatusNotifications. */
    public List<Fact.Status> statuses() {
        return typed("StatusNotification", Fact.Status::of);
    }

    /** Answered BootNotifications, whatever the verdict. */
    public List<Fact.Boot> boots() {
        return typed("BootNotification", Fact.Boot::of);
    }

    /** The transactions the server has answered for, start and end joined. */
    public List<ToldTransaction> transactions() {
        return ToldTransaction.of(this);
    }

    private <T> List<T> typed(String action, Function<Entry, T> reader) {
        return answered().stream()
                .filter(entry -> entry.action().equals(action))
                .map(reader)
                .toList();
    }
}
