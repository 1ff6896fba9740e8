package dev.stationmaster.fleetjob;

import dev.stationmaster.devicemodel.WantedValue;
import dev.stationmaster.fleetjob.FleetJob.Choice;
import dev.stationmaster.platform.web.FieldProblem;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A job as a person writes it: stations, work and pace. The work is one of command, values and template.
 *
 * @param name at most 100 characters; default the kind of work
 * @param stations a filter or a list of identities; with a template its own stations when absent
 * @param command the fields of a typed command, as under {@code /stations/{id}/commands}
 * @param values keys of 1.6 and variables of 2.x; each station gets those of its version that it has not yet
 * @param template whose values they are
 * @param reset with values or a template: ifRequired restarts stations that answer RebootRequired; default never
 * @param verifyMinutes with UpdateFirmware: how long a station may take to come back with the new version, 1 to 1,440; default 15
 */
record FleetJobForm(
        @Nullable String name,
        @Nullable Choice stations,
        @Nullable JsonNode command,
        @Nullable List<WantedValue> values,
        @Nullable UUID template,
        @Nullable String reset,
        @Nullable Integer verifyMinutes,
        @Nullable Pace pace) {
    private static final int MOST_NAMED = 50_000;

    List<FieldProblem> problems() {
        List<FieldProblem> found = new ArrayList<>();
        if (name != null && (name.isBlank() || name.length() > 100))
            found.add(new FieldProblem("name", "maxLength 100", "name has 1 to 100 characters."));
        int kinds = (command == null ? 0 : 1) + (values == null ? 0 : 1) + (template == null ? 0 : 1);
        if (kinds != 1)
            found.add(new FieldProblem("command", "required", "One of command, values and template is needed."));
        if (values != null) found.addAll(WantedValue.problems(values, "values"));
        if (command != null) found.addAll(ofCommand(command));
        if (reset != null && !reset.equals("never") && !reset.equals(Task.IF_REQUIRED))
            found.add(new FieldProblem("reset", "enum", "reset is never or ifRequired."));
        if (verifyMinutes != null && (verifyMinutes < 1 || verifyMinutes > 1_440))
            found.add(new FieldProblem("verifyMinutes", "1..1440", "verifyMinutes is a number from 1 to 1440."));
        if (pace != null) found.addAll(pace.problems());
        found.addAll(ofStations());
        return found;
    }

    private List<FieldProblem> ofStations() {
        boolean none = stations == null || stations.filter() == null && stations.list() == null;
        if (none)
            return template != null
                    ? List.of()
                    : List.of(new FieldProblem(
                            "stations",
                            "required",
                            "stations holds a filter, which may be empty for all stations, or a list of identities."));
        if (stations.filter() != null && stations.list() != null)
            return List.of(new FieldProblem("stations", "oneOf", "stations holds either a filter or a list."));
        List<String> list = stations.list();
        if (list != null && (list.isEmpty() || list.size() > MOST_NAMED))
            return List.of(new FieldProblem(
                    "stations.list", "maxItems 50000", "list has 1 to 50,000 identities of stations."));
        return List.of();
    }

    /** What a job keeps is shown, so it may hold no secret; and it is the job that waits for stations. */
    private static List<FieldProblem> ofCommand(JsonNode command) {
        List<FieldProblem> found = new ArrayList<>();
        if (!command.isObject())
            return List.of(new FieldProblem("command", "type object", "command holds the fields of a typed command."));
        if (command.has("expiresInSeconds"))
            found.add(new FieldProblem(
                    "command.expiresInSeconds",
                    "forbidden",
                    "The job waits for stations: pace.waitForOfflineMinutes."));
        if (hasSecret(command))
            found.add(new FieldProblem(
                    "command", "secret", "A job keeps no passwords; leave it out, or change it station by station."));
        return found;
    }

    private static boolean hasSecret(JsonNode node) {
        for (String name : node.propertyNames()) {
            JsonNode value = node.get(name);
            if (name.toLowerCase(Locale.ROOT).contains("password") && value.isString()) return true;
            if (name.equals("location") && value.isString() && hasLogIn(value.asString())) return true;
            if (hasSecret(value)) return true;
        }
        for (JsonNode item : node.isArray() ? node : List.<JsonNode>of()) {
            if (hasSecret(item)) return true;
        }
        return false;
    }

    private static boolean hasLogIn(String location) {
        try {
            return URI.create(location).getRawUserInfo() != null;
        } catch (IllegalArgumentException notAUrl) {
            return false;
        }
    }
}
