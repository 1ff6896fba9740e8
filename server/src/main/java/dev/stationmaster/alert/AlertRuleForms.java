package dev.stationmaster.alert;

import dev.stationmaster.alert.AlertRule.Condition;
import dev.stationmaster.alert.AlertRule.QuietHours;
import dev.stationmaster.alert.AlertRule.Terms;
import dev.stationmaster.alert.AlertRuleForm.ConditionForm;
import dev.stationmaster.alert.AlertRuleForm.QuietForm;
import dev.stationmaster.platform.web.ApiProblem;
import dev.stationmaster.platform.web.FieldProblem;
import dev.stationmaster.problem.Kind;
import dev.stationmaster.problem.Kind.Severity;
import dev.stationmaster.site.SiteService;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads what somebody wants a rule to be, and names each field that is wrong. */
@Component
class AlertRuleForms {
    private static final int LONGEST_NAME = 100;
    private static final int MOST_MINUTES = 60 * 24 * 30;
    private static final int MOST_STATIONS = 1_000_000;
    private static final int MOST_NAMED = 100;
    private static final String TIME = "([01]\\d|2[0-3]):[0-5]\\d";
    private static final Condition ALL = new Condition(List.of(), "minor", List.of(), List.of(), 0, 0);

    private final SiteService sites;
    private final AlertRoutes routes;

    AlertRuleForms(SiteService sites, AlertRoutes routes) {
        this.sites = sites;
        this.routes = routes;
    }

    String name(AlertRuleForm form, @Nullable String now) {
        String name = form.name() == null ? now : form.name().strip();
        if (name == null || name.isEmpty() || name.length() > LONGEST_NAME)
            throw ApiProblem.invalid("name", "1.." + LONGEST_NAME, "A name has 1 to " + LONGEST_NAME + " characters.");
        return name;
    }

    Terms terms(AlertRuleForm form, @Nullable Terms now) {
        List<FieldProblem> wrong = new ArrayList<>();
        Condition condition = condition(form.condition(), now == null ? ALL : now.condition(), wrong);
        QuietHours quiet = quiet(form.quiet(), now == null ? null : now.quiet(), wrong);
        List<UUID> ways = form.routes() == null ? now == null ? List.of() : now.routes() : form.routes();
        for (UUID way : ways) {
            if (routes.find(way).isEmpty())
                wrong.add(new FieldProblem("routes", "exists", "There is no route " + way + "."));
        }
        boolean tellCured = form.tellCured() == null ? now != null && now.tellCured() : form.tellCured();
        if (!wrong.isEmpty()) throw ApiProblem.invalid(wrong);
        return new Terms(condition, quiet, List.copyOf(ways), tellCured);
    }

    private Condition condition(@Nullable ConditionForm form, Condition now, List<FieldProblem> wrong) {
        if (form == null) return now;
        List<String> kinds = form.kinds() == null ? now.kinds() : form.kinds();
        for (String kind : kinds) {
            if (Kind.of(kind).isEmpty())
                wrong.add(new FieldProblem(
                        "condition.kinds", "enum", "\"" + kind + "\" is none of " + AlertRules.kinds() + "."));
        }
        String severity = form.severity() == null ? now.severity() : form.severity();
        if (Severity.of(severity).isEmpty())
            wrong.add(new FieldProblem("condition.severity", "enum", "severity is minor, major or critical."));
        List<String> places = form.sites() == null ? now.sites() : form.sites();
        for (String site : places) {
            if (sites.find(site).isEmpty())
                wrong.add(new FieldProblem("condition.sites", "exists", "There is no site \"" + site + "\"."));
        }
        List<String> vendors = form.vendors() == null ? now.vendors() : form.vendors();
        if (vendors.size() > MOST_NAMED)
            wrong.add(new FieldProblem("condition.vendors", "0.." + MOST_NAMED, "At most " + MOST_NAMED + " vendors."));
        int minutes = number(
                "condition.longerThanMinutes", form.longerThanMinutes(), now.longerThanMinutes(), MOST_MINUTES, wrong);
        int many = number(
                "condition.moreThanStations", form.moreThanStations(), now.moreThanStations(), MOST_STATIONS, wrong);
        return new Condition(List.copyOf(kinds), severity, List.copyOf(places), List.copyOf(vendors), minutes, many);
    }

    private static int number(String field, @Nullable Integer wanted, int now, int most, List<FieldProblem> wrong) {
        int number = wanted == null ? now : wanted;
        if (number < 0 || number > most)
            wrong.add(new FieldProblem(field, "0.." + most, "It is a number from 0 to " + most + "."));
        return number;
    }

    private static @Nullable QuietHours quiet(
            @Nullable QuietForm form, @Nullable QuietHours now, List<FieldProblem> wrong) {
        if (form == null) return now;
        String from = form.from() == null ? "" : form.from();
        if (from.isEmpty()) return null;
        String to = form.to() == null ? "" : form.to();
        if (!from.matches(TIME) || !to.matches(TIME) || from.equals(to)) {
            wrong.add(new FieldProblem("quiet.from", "HH:mm", "from and to are two times of day like 22:00."));
            return now;
        }
        String zone = form.timeZone() == null ? "UTC" : form.timeZone();
        try {
            zone = ZoneId.of(zone).getId();
        } catch (DateTimeException e) {
            wrong.add(new FieldProblem(
                    "quiet.timeZone", "IANA time zone", "timeZone is an IANA time zone like Europe/Berlin."));
        }
        return new QuietHours(from, to, zone, Boolean.TRUE.equals(form.exceptCritical()));
    }
}
