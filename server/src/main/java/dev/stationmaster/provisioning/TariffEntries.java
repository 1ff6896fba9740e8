package dev.stationmaster.provisioning;

import dev.stationmaster.ledger.Planned;
import dev.stationmaster.platform.web.FieldProblem;
import dev.stationmaster.station.StationForm;
import dev.stationmaster.tariff.AssignmentForm;
import dev.stationmaster.tariff.TariffAssignments;
import dev.stationmaster.tariff.TariffService;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Tariffs and their assignments in a file. */
@Component
class TariffEntries {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final Set<String> ASSIGNMENT = Set.of("site", "station", "evse", "group", "tariff");

    private final TariffService tariffs;
    private final TariffAssignments assignments;

    TariffEntries(TariffService tariffs, TariffAssignments assignments) {
        this.tariffs = tariffs;
        this.assignments = assignments;
    }

    /** Tariffs as the API takes them; numbers are taken as they are written. */
    static List<Entry<JsonNode>> tariffs(YamlMap file, Findings findings) {
        List<Entry<JsonNode>> entries = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (Node node : file.items("tariffs")) {
            String path = "tariffs[" + entries.size() + "]";
            JsonNode form = json(node);
            for (FieldProblem problem : TariffService.check(form)) {
                String field = problem.field().isEmpty() ? path : path + "." + problem.field();
                findings.add(YamlMap.line(node), field, problem.rule(), problem.message());
            }
            String id = form.path("id").asString("").toLowerCase(Locale.ROOT);
            if (!seen.add(id))
                findings.add(YamlMap.line(node), path + ".id", "duplicate", "This tariff stands here twice.");
            entries.add(new Entry<>("tariff/" + id, YamlText.content(node), List.of(form)));
        }
        return entries;
    }

    static List<Entry<AssignmentForm>> assignments(YamlMap file, Findings findings) {
        List<Entry<AssignmentForm>> entries = new ArrayList<>();
        List<Node> nodes = file.items("tariffAssignments");
        for (int i = 0; i < nodes.size(); i++) {
            YamlMap map = YamlMap.of(nodes.get(i), "tariffAssignments[" + i + "]", ASSIGNMENT, findings);
            if (map == null) continue;
            var form = new AssignmentForm(
                    map.text("site"), map.text("station"), map.number("evse"), map.text("group"), map.text("tariff"));
            for (FieldProblem problem : TariffAssignments.problems(form)) {
                String field = problem.field().isEmpty() ? map.path() : map.path(problem.field());
                findings.add(map.line(problem.field()), field, problem.rule(), problem.message());
            }
            if (form.tariff() == null) findings.add(map.line(), map.path("tariff"), "required", "tariff is needed.");
            String key =
                    "tariffAssignment/" + form.site() + "/" + form.station() + "/" + form.evse() + "/" + form.group();
            entries.add(new Entry<>(key.toLowerCase(Locale.ROOT), YamlText.content(nodes.get(i)), List.of(form)));
        }
        return entries;
    }

    /** Every scalar is a text: the reader of tariffs knows what it stands for. */
    private static JsonNode json(Node node) {
        return switch (node) {
            case ScalarNode scalar ->
                scalar.getTag().equals(Tag.NULL) ? JSON.nullNode() : JSON.stringNode(scalar.getValue());
            case SequenceNode list -> {
                var array = JSON.arrayNode();
                list.getValue().forEach(item -> array.add(json(item)));
                yield array;
            }
            case MappingNode mapping -> {
                ObjectNode object = JSON.objectNode();
                mapping.getValue().forEach(tuple -> object.set(name(tuple.getKeyNode()), json(tuple.getValueNode())));
                yield object;
            }
            default -> throw new IllegalStateException("a composed node is one of three kinds");
        };
    }

    private static String name(Node key) {
        return key instanceof ScalarNode scalar ? scalar.getValue() : "";
    }

    boolean hasTariff(JsonNode form) {
        return tariffs.knows(form.path("id").asString(""));
    }

    Planned tariffs(List<JsonNode> forms, String actor, Instant at) {
        return tariffs.plan(forms, actor, at);
    }

    boolean isAssigned(AssignmentForm form) {
        return assignments.isSo(form);
    }

    /** Asked when everything else of the file is known. */
    Planned assign(List<AssignmentForm> forms, String actor, Instant at) {
        return assignments.plan(forms, actor, at);
    }

    /** What assignments of the file name that is neither known nor in the file. */
    List<FieldProblem> unknown(Provisioning file) {
        Set<String> told = new HashSet<>();
        for (Entry<JsonNode> entry : file.tariffs()) told.add(entry.key());
        for (Entry<StationForm> entry : file.stations()) {
            for (StationForm form : entry.forms()) told.add(station(form.id()));
        }
        Entry<Provisioning.SiteForm> site = file.site();
        String siteName = site == null ? null : site.forms().getFirst().name();
        List<FieldProblem> problems = new ArrayList<>();
        for (int i = 0; i < file.assignments().size(); i++) {
            AssignmentForm form = file.assignments().get(i).forms().getFirst();
            String path = "tariffAssignments[" + i + "].";
            String tariff = String.valueOf(form.tariff());
            if (!tariffs.knows(tariff) && !told.contains("tariff/" + tariff.toLowerCase(Locale.ROOT)))
                problems.add(new FieldProblem(
                        path + "tariff", "known", "There is no tariff \"" + tariff + "\", here or in the file."));
            boolean comes = told.contains(station(form.station()))
                    || form.site() != null && form.site().equalsIgnoreCase(siteName);
            if (!comes && !assignments.isPlace(form))
                problems.add(new FieldProblem(
                        path + (form.site() == null ? "station" : "site"),
                        "known",
                        "There is no such " + (form.site() == null ? "station" : "site") + ", here or in the file."));
        }
        return problems;
    }

    private static String station(@Nullable String identity) {
        return "station/" + String.valueOf(identity).toLowerCase(Locale.ROOT);
    }
}
