package dev.stationmaster.station;

import dev.stationmaster.ocpp.Version;
import dev.stationmaster.platform.web.FieldProblem;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a station may look like. Pure: it knows neither the directory nor the database. */
public final class StationRules {
    private static final int MAX_IDENTITY = 48;
    private static final int MAX_SERIAL_NUMBER = 50;
    private static final int MAX_INTERVAL_SECONDS = 86_400;
    private static final Set<String> BOOT = Set.of("accepted", "pending", "rejected");

    private StationRules() {}

    /** @return all that is wrong with the fields that are given; empty when the form may be used */
    public static List<FieldProblem> check(StationForm form) {
        var found = new ArrayList<FieldProblem>();
        if (form.id() != null) identity(form.id(), form.securityProfile(), found);
        range("securityProfile", form.securityProfile(), 0, 3, found);
        if (form.password() != null) password(form.password(), found);
        if (form.serialNumber() != null && form.serialNumber().length() > MAX_SERIAL_NUMBER)
            add(found, "serialNumber", "maxLength 50", "at most 50 characters");
        else if (form.serialNumber() != null && form.serialNumber().chars().anyMatch(Character::isISOControl))
            add(found, "serialNumber", "characters", "no control characters");
        if (form.boot() != null && !BOOT.contains(form.boot()))
            add(found, "boot", "enum", "accepted, pending or rejected");
        range("pendingBoots", form.pendingBoots(), 0, 1000, found);
        range("bootInterval", form.bootInterval(), 0, MAX_INTERVAL_SECONDS, found);
        if (form.versions() != null) {
            if (form.versions().isEmpty()) add(found, "versions", "minItems 1", "at least one version");
            form.versions().forEach(version -> version("versions", version, found));
        }
        var assumed = form.assumedVersion();
        if (assumed != null && !assumed.isEmpty()) version("assumedVersion", assumed, found);
        return found;
    }

    private static void identity(String id, @Nullable Integer profile, List<FieldProblem> found) {
        int length = id.codePointCount(0, id.length());
        if (length < 1 || length > MAX_IDENTITY) add(found, "id", "length 1..48", "1 to 48 characters");
        else if (!id.equals(id.strip())) add(found, "id", "blanks", "no blank at the beginning or end");
        else if (id.chars().anyMatch(Character::isISOControl)) add(found, "id", "characters", "no control characters");
        else if (id.equals(".") || id.equals("..")) add(found, "id", "characters", "no path such as . or ..");
        else if (id.contains(":") && (profile == null || profile == 1 || profile == 2))
            add(found, "id", "characters", "no colon, which ends the user name in HTTP Basic authentication");
    }

    private static void password(String password, List<FieldProblem> found) {
        int length = password.codePointCount(0, password.length());
        if (length < StationSecret.MIN_CHARACTERS || length > StationSecret.MAX_CHARACTERS)
            add(found, "password", "length 16..64", "16 to 64 characters");
        else if (password.chars().anyMatch(Character::isISOControl))
            add(found, "password", "characters", "no control characters");
    }

    private static void version(String field, @Nullable String word, List<FieldProblem> found) {
        if (word == null || Version.ofSubprotocol(word).isEmpty())
            add(found, field, "enum", "ocpp1.6, ocpp2.0.1 or ocpp2.1");
    }

    private static void range(String field, @Nullable Integer value, int min, int max, List<FieldProblem> found) {
        if (value != null && (value < min || value > max))
            add(found, field, min + ".." + max, "a number from " + min + " to " + max);
    }

    private static void add(List<FieldProblem> found, String field, String rule, String expected) {
        found.add(new FieldProblem(field, rule, field + " must be: " + expected + "."));
    }
}
