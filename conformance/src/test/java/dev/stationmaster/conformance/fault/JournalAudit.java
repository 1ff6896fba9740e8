package dev.stationmaster.conformance.fault;

import dev.stationmaster.conformance.harness.Operator;
import dev.stationmaster.simulator.journal.Fact;
import dev.stationmaster.simulator.journal.Journal;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Holds a station's journal against what the server shows; says each difference in a sentence. */
final class JournalAudit {
    private final Operator operator;
    private final Journal journal;
    private final List<Journal> parts;
    private final List<String> differences = new ArrayList<>();
    private final Map<String, JsonNode> stored = new HashMap<>();
    private int factsCompared;

    private JournalAudit(Operator operator, List<Journal> parts) {
        this.operator = operator;
        this.journal = parts.getFirst();
        this.parts = parts;
    }

    /** What came of an audit. */
    record Outcome(int factsCompared, List<String> differences) {}

    static Outcome of(Operator operator, Journal journal) {
        return of(operator, List.of(journal));
    }

    /** @param parts the journals of one station of 2.x, of one part of its life each; of 1.6 there is one */
    static Outcome of(Operator operator, List<Journal> parts) {
        JournalAudit audit = new JournalAudit(operator, parts);
        audit.load();
        if (audit.journal.version().equals("ocpp1.6")) audit.numbered();
        else audit.named();
        return new Outcome(audit.factsCompared, audit.differences);
    }

    private void load() {
        for (JsonNode transaction : pages("/transactions?limit=500&station=" + Operator.encoded(journal.station()))) {
            String wireId = transaction.get("transactionId").asString();
            if (stored.put(wireId, transaction) != null) differ("transaction " + wireId + " is stored twice");
        }
    }

    private List<JsonNode> pages(String path) {
        List<JsonNode> items = new ArrayList<>();
        String after = "";
        while (true) {
            JsonNode page = operator.get(path + after);
            page.get("items").forEach(items::add);
            if (!page.hasNonNull("next")) return items;
            after = "&after=" + page.get("next").asString();
        }
    }

    private void numbered() {
        Map<Integer, Fact.Start> starts = new HashMap<>();
        for (Fact.Start start : journal.starts()) {
            factsCompared++;
            Fact.Start other = starts.put(start.transactionId(), start);
            if (other != null) differ("transaction id " + start.transactionId() + " was given twice");
            JsonNode transaction = stored.get("" + start.transactionId());
            if (transaction == null) {
                differ("answered start " + start.transactionId() + " is not stored");
                continue;
            }
            same(
                    "start time of " + start.transactionId(),
                    time(start.timestamp()),
                    shownTime(transaction, "startedAt"));
            same(
                    "start register of " + start.transactionId(),
                    BigDecimal.valueOf(start.meterStartWh()),
                    number(transaction, "startEnergyWh"));
        }
        for (String wireId : stored.keySet()) {
            if (!starts.containsKey(Integer.parseInt(wireId))) differ("transaction " + wireId + " was never answered");
        }
        for (Fact.Stop stop : journal.stops()) stopped(stop, starts.get(stop.transactionId()));
        Map<String, List<Fact.SampleList>> samples = new HashMap<>();
        for (Fact.Readings readings : journal.readings()) {
            if (readings.transactionId() != null)
                samples.computeIfAbsent("" + readings.transactionId(), _ -> new ArrayList<>())
                        .addAll(readings.samples());
        }
        samples.forEach(this::readings);
    }

    private void stopped(Fact.Stop stop, Fact.Start start) {
        factsCompared++;
        JsonNode transaction = stored.get("" + stop.transactionId());
        if (transaction == null) {
            differ("answered stop of " + stop.transactionId() + " has no transaction");
            return;
        }
        same(
                "state of " + stop.transactionId(),
                "ended",
                transaction.get("state").asString());
        same("stop time of " + stop.transactionId(), time(stop.timestamp()), shownTime(transaction, "stoppedAt"));
        same(
                "stop register of " + stop.transactionId(),
                BigDecimal.valueOf(stop.meterStopWh()),
                number(transaction, "stopEnergyWh"));
        if (start != null)
            same(
                    "energy of " + stop.transactionId(),
                    BigDecimal.valueOf(stop.meterStopWh() - start.meterStartWh()),
                    number(transaction, "energyWh"));
    }

    private void named() {
        Map<String, Map<Integer, Fact.Event>> told = new HashMap<>();
        for (Journal part : parts) {
            for (Fact.Event event : part.events()) {
                factsCompared++;
                told.computeIfAbsent(event.transactionId(), _ -> new HashMap<>())
                        .put(event.seqNo(), event);
            }
        }
        for (String wireId : stored.keySet()) {
            if (!told.containsKey(wireId)) differ("transaction " + wireId + " was never answered");
        }
        told.forEach(this::events);
    }

    private void events(String wireId, Map<Integer, Fact.Event> told) {
        JsonNode transaction = stored.get(wireId);
        if (transaction == null) {
            differ("answered transaction " + wireId + " is not stored");
            return;
        }
        Set<Integer> seen = new HashSet<>();
        for (JsonNode event : pages("/transactions/" + transaction.get("id").asString() + "/events?limit=500")) {
            int seqNo = event.get("seqNo").asInt();
            if (!seen.add(seqNo)) differ("event " + seqNo + " of " + wireId + " is stored twice");
            if (!told.containsKey(seqNo)) differ("event " + seqNo + " of " + wireId + " was never answered");
        }
        List<Fact.SampleList> samples = new ArrayList<>();
        told.forEach((seqNo, event) -> {
            if (!seen.contains(seqNo)) differ("answered event " + seqNo + " of " + wireId + " is not stored");
            samples.addAll(event.samples());
            if (event.eventType().equals("Ended")) {
                same("state of " + wireId, "ended", transaction.get("state").asString());
                same("end of " + wireId, time(event.timestamp()), shownTime(transaction, "stoppedAt"));
            }
        });
        if (!samples.isEmpty()) {
            readings(wireId, samples);
            energy(wireId, samples, transaction);
        }
    }

    private void energy(String wireId, List<Fact.SampleList> samples, JsonNode transaction) {
        List<BigDecimal> registers = samples.stream()
                .map(Fact.SampleList::energyWh)
                .filter(Objects::nonNull)
                .sorted()
                .toList();
        if (registers.isEmpty() || !transaction.get("state").asString().equals("ended")) return;
        same(
                "energy of " + wireId,
                registers.getLast().subtract(registers.getFirst()),
                number(transaction, "energyWh"));
    }

    /** Every moment at which the station measured stands once for each content. */
    private void readings(String wireId, List<Fact.SampleList> told) {
        JsonNode transaction = stored.get(wireId);
        if (transaction == null) {
            differ("answered readings of " + wireId + " have no transaction");
            return;
        }
        Set<String> expected = new HashSet<>();
        for (Fact.SampleList list : told) {
            factsCompared++;
            for (String context :
                    list.samples().stream().map(Fact.Sample::context).distinct().toList())
                expected.add(time(list.timestamp()) + " " + context);
        }
        Map<String, Integer> shown = new HashMap<>();
        for (JsonNode reading : pages("/transactions/" + transaction.get("id").asString() + "/readings?limit=500"))
            shown.merge(shownTime(reading, "at") + " " + reading.get("context").asString(), 1, Integer::sum);
        for (String moment : expected) {
            int count = shown.getOrDefault(moment, 0);
            if (count == 0) differ("answered reading " + moment + " of " + wireId + " is not stored");
            if (count > 1) differ("reading " + moment + " of " + wireId + " is stored " + count + " times");
        }
    }

    private static Instant time(Instant told) {
        return told.truncatedTo(ChronoUnit.MICROS);
    }

    private static Instant shownTime(JsonNode shown, String field) {
        return shown.hasNonNull(field) ? Instant.parse(shown.get(field).asString()) : Instant.MIN;
    }

    private static BigDecimal number(JsonNode shown, String field) {
        return shown.hasNonNull(field) ? shown.get(field).decimalValue() : BigDecimal.valueOf(-1);
    }

    private void same(String what, Object told, Object shown) {
        boolean equal =
                told instanceof BigDecimal number ? number.compareTo((BigDecimal) shown) == 0 : told.equals(shown);
        if (!equal) differ(what + ": told " + told + ", stored " + shown);
    }

    private void differ(String sentence) {
        differences.add(journal.station() + " (" + journal.version() + "): " + sentence);
    }
}
