package dev.stationmaster.simulator.journal;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A transaction as far as the server has answered for it, whatever the version: what must be found in its database.
 *
 * @param transactionId as on the wire; a number in 1.6
 * @param place         connectorId in 1.6, EVSE in 2.x; 0 when it was not told
 * @param startWh       register at the begin; null when that was not answered
 * @param stopWh        register at the end; null when that was not answered
 * @param reason        in the words of the version; empty while running
 * @param messages      answered messages that belong to it: start, stop, readings or events
 */
public record ToldTransaction(
        String transactionId,
        int place,
        String token,
        @Nullable Instant startedAt,
        @Nullable BigDecimal startWh,
        @Nullable Instant endedAt,
        @Nullable BigDecimal stopWh,
        String reason,
        int messages) {

    /** Energy from register to register; null when either is missing. */
    public @Nullable BigDecimal energyWh() {
        return startWh == null || stopWh == null ? null : stopWh.subtract(startWh);
    }

    /** Whether both the begin and the end were answered. */
    public boolean complete() {
        return startedAt != null && endedAt != null;
    }

    /** The transactions of a journal, in the order of their first answered message. */
    static List<ToldTransaction> of(Journal journal) {
        var told = new ArrayList<ToldTransaction>();
        var stops = journal.stops();
        var readings = journal.readings();
        for (var start : journal.starts()) {
            var stop = stops.stream()
                    .filter(candidate -> candidate.transactionId() == start.transactionId())
                    .findFirst();
            var between = readings.stream()
                    .filter(reading ->
                            reading.transactionId() != null && reading.transactionId() == start.transactionId())
                    .count();
            told.add(new ToldTransaction(
                    Integer.toString(start.transactionId()),
                    start.connector(),
                    start.idTag(),
                    start.timestamp(),
                    BigDecimal.valueOf(start.meterStartWh()),
                    stop.map(Fact.Stop::timestamp).orElse(null),
                    stop.map(Fact.Stop::meterStopWh).map(BigDecimal::valueOf).orElse(null),
                    stop.map(Fact.Stop::reason).orElse(""),
                    1 + (int) between + (stop.isPresent() ? 1 : 0)));
        }
        journal.events().stream()
                .collect(Collectors.groupingBy(Fact.Event::transactionId, LinkedHashMap::new, Collectors.toList()))
                .forEach((id, events) -> told.add(ofEvents(id, events)));
        return told;
    }

    private static ToldTransaction ofEvents(String id, List<Fact.Event> unsorted) {
        var events = unsorted.stream()
                .sorted(Comparator.comparingInt(Fact.Event::seqNo))
                .toList();
        var started = byType(events, "Started");
        var ended = byType(events, "Ended");
        return new ToldTransaction(
                id,
                events.stream()
                        .mapToInt(Fact.Event::evse)
                        .filter(evse -> evse > 0)
                        .findFirst()
                        .orElse(0),
                events.stream()
                        .map(Fact.Event::idToken)
                        .filter(token -> !token.isEmpty())
                        .findFirst()
                        .orElse(""),
                started.map(Fact.Event::timestamp).orElse(null),
                register(events, "Transaction.Begin"),
                ended.map(Fact.Event::timestamp).orElse(null),
                register(events, "Transaction.End"),
                ended.map(Fact.Event::stoppedReason).orElse(""),
                events.size());
    }

    private static Optional<Fact.Event> byType(List<Fact.Event> events, String type) {
        return events.stream().filter(event -> event.eventType().equals(type)).findFirst();
    }

    private static @Nullable BigDecimal register(List<Fact.Event> events, String context) {
        return events.stream()
                .flatMap(event -> event.samples().stream())
                .filter(list -> list.samples().stream()
                        .anyMatch(sample -> sample.context().equals(context)))
                .map(Fact.SampleList::energyWh)
                .filter(energy -> energy != null)
                .findFirst()
                .orElse(null);
    }
}
