package dev.stationmaster.template;

import dev.stationmaster.devicemodel.KnownValues;
import dev.stationmaster.devicemodel.KnownValues.Known;
import dev.stationmaster.devicemodel.KnownValues.LastChange;
import dev.stationmaster.devicemodel.Variable;
import dev.stationmaster.devicemodel.WantedValue;
import dev.stationmaster.ocpp.Version;
import dev.stationmaster.platform.Uuid7;
import dev.stationmaster.platform.web.ApiProblem;
import dev.stationmaster.platform.web.FieldProblem;
import dev.stationmaster.station.StationChoice;
import dev.stationmaster.station.StationChoice.Chosen;
import dev.stationmaster.station.StationChoice.StationFilter;
import dev.stationmaster.station.StationId;
import dev.stationmaster.template.Drift.Difference;
import dev.stationmaster.template.Drift.Standing;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** The templates, and how stations stand to them. No station is asked: what it told already counts. */
@Service
public class Templates {
    private final TemplateStore store;
    private final StationChoice choice;
    private final KnownValues values;
    private final InstantSource clock;

    Templates(TemplateStore store, StationChoice choice, KnownValues values, InstantSource clock) {
        this.store = store;
        this.choice = choice;
        this.values = values;
        this.clock = clock;
    }

    /** @param differences from what is wanted of a station of this version */
    record Stand(Chosen station, Standing standing, List<Difference> differences) {}

    List<Template> all() {
        return store.all();
    }

    public Optional<Template> find(UUID id) {
        return store.find(id);
    }

    Template create(TemplateForm form, String actor) {
        Instant now = clock.instant();
        return save(Uuid7.at(now), form, 1, actor, now, now);
    }

    Template replace(Template known, TemplateForm form, String actor) {
        return save(known.id(), form, known.version() + 1, actor, known.createdAt(), clock.instant());
    }

    void delete(Template template) {
        store.delete(template.id(), clock.instant());
    }

    private Template save(UUID id, TemplateForm form, int version, String actor, Instant created, Instant changed) {
        List<FieldProblem> problems = form.problems();
        StationFilter stations = form.stations() == null ? StationFilter.ALL : form.stations();
        problems.addAll(choice.problems(stations, "stations"));
        if (!problems.isEmpty()) throw ApiProblem.invalid(problems);
        String name = String.valueOf(form.name()).strip();
        if (store.isTaken(name, id))
            throw ApiProblem.conflict("template-exists", "There is a template \"" + name + "\" already.");
        List<WantedValue> wanted = form.values() == null ? List.of() : form.values();
        var template = new Template(id, name, form.description(), stations, wanted, version, actor, created, changed);
        store.save(template);
        return template;
    }

    /** How each station of its scope stands that the caller may know of, in the order of their identities. */
    List<Stand> stands(Template template) {
        List<Chosen> stations = choice.by(template.stations());
        List<StationId> ids = stations.stream().map(one -> one.station().id()).toList();
        List<Variable> variables =
                template.values().stream().map(WantedValue::named).toList();
        Map<StationId, Map<String, Known>> known = new HashMap<>();
        for (Known one : values.of(ids, variables))
            known.computeIfAbsent(one.station(), _ -> new HashMap<>()).put(one.key() + one.attribute(), one);
        Map<StationId, Map<String, LastChange>> changes = new HashMap<>();
        for (LastChange one : values.lastChanges(ids, variables))
            changes.computeIfAbsent(one.station(), _ -> new HashMap<>()).put(one.key() + one.attribute(), one);
        List<Stand> found = new ArrayList<>();
        for (Chosen station : stations) {
            StationId id = station.station().id();
            List<WantedValue> wanted = meant(template, station.version());
            List<Difference> differences = Drift.of(
                    wanted, known.getOrDefault(id, Map.of()), changes.getOrDefault(id, Map.of()), station.bootedAt());
            found.add(new Stand(station, Drift.standing(wanted, differences), differences));
        }
        return found;
    }

    private static List<WantedValue> meant(Template template, @Nullable Version version) {
        if (version == null) return List.of();
        return template.values().stream().filter(one -> one.isFor(version)).toList();
    }
}
