package dev.stationmaster.fleetjob;

import dev.stationmaster.command.CommandOutlook;
import dev.stationmaster.devicemodel.KnownValues;
import dev.stationmaster.devicemodel.KnownValues.Known;
import dev.stationmaster.devicemodel.WantedValue;
import dev.stationmaster.fleetjob.Outlook.ValueChange;
import dev.stationmaster.fleetjob.Outlook.Verdict;
import dev.stationmaster.ocpp.Version;
import dev.stationmaster.station.StationChoice.Chosen;
import dev.stationmaster.station.StationId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** The dry run: who would get the work, and who not and why. */
@Component
class Outlooks {
    private final CommandOutlook commands;
    private final KnownValues values;

    Outlooks(CommandOutlook commands, KnownValues values) {
        this.commands = commands;
        this.values = values;
    }

    List<Outlook> of(Task task, List<Chosen> stations) {
        Map<StationId, Map<String, Known>> known =
                known(task, stations.stream().map(one -> one.station().id()).toList());
        List<Outlook> found = new ArrayList<>();
        for (Chosen one : stations) {
            found.add(of(task, one, known.getOrDefault(one.station().id(), Map.of())));
        }
        return found;
    }

    /** What stations told of the values that a task is about, by {@link WantedValue#place()}. */
    Map<StationId, Map<String, Known>> known(Task task, List<StationId> stations) {
        Map<StationId, Map<String, Known>> found = new HashMap<>();
        if (task.wanted().isEmpty()) return found;
        var variables = task.wanted().stream().map(WantedValue::named).toList();
        for (Known one : values.of(stations, variables)) {
            found.computeIfAbsent(one.station(), _ -> new HashMap<>()).put(one.key() + one.attribute(), one);
        }
        return found;
    }

    static Map<String, String> plain(Map<String, Known> known) {
        Map<String, String> plain = new HashMap<>();
        known.forEach((place, one) -> {
            String value = one.value();
            if (value != null) plain.put(place, value);
        });
        return plain;
    }

    private Outlook of(Task task, Chosen one, Map<String, Known> known) {
        Version version = one.version();
        if (version == null) return new Outlook(one, Verdict.LATER, "new", "it has never connected", List.of());
        List<ValueChange> changes = List.of();
        if (!task.wanted().isEmpty()) {
            List<WantedValue> meant =
                    task.wanted().stream().filter(value -> value.isFor(version)).toList();
            if (meant.isEmpty())
                return Outlook.no(one, "version", "none of the values is for " + version.subprotocol());
            changes = changes(meant, known);
            if (changes.isEmpty()) return Outlook.no(one, "already", "it has these values already");
            if (changes.stream().allMatch(ValueChange::readOnly))
                return Outlook.no(
                        one,
                        "rule",
                        "it lets nobody write what differs: "
                                + changes.getFirst().name());
        }
        String expected = task.expectedVersion();
        if (expected != null && expected.equals(one.firmwareVersion()))
            return Outlook.no(one, "already", "it runs version " + expected + " already");
        JsonNode order = StationWork.order(task, version, plain(known));
        if (order != null) {
            var objection = commands.against(one.station().id(), version, order);
            if (objection.isPresent()) {
                String code = objection.get().ground() == CommandOutlook.Ground.VERSION ? "version" : "rule";
                return new Outlook(one, Verdict.NO, code, objection.get().reason(), changes);
            }
        }
        return one.connected()
                ? new Outlook(one, Verdict.NOW, "ready", null, changes)
                : new Outlook(one, Verdict.LATER, "offline", "it is not connected", changes);
    }

    private static List<ValueChange> changes(List<WantedValue> meant, Map<String, Known> known) {
        List<ValueChange> found = new ArrayList<>();
        for (WantedValue one : meant) {
            Known told = known.get(one.place());
            if (told != null && KnownValues.isSame(one.value(), told.value())) continue;
            found.add(new ValueChange(
                    one.named().display(),
                    told == null ? null : told.value(),
                    String.valueOf(one.value()),
                    told != null && "ReadOnly".equals(told.mutability())));
        }
        return found;
    }
}
