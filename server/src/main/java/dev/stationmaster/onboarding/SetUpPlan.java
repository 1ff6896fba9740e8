package dev.stationmaster.onboarding;

import dev.stationmaster.command.StationCommand;
import dev.stationmaster.devicemodel.Secrets;
import dev.stationmaster.devicemodel.Variable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The settings {@code setUpVariables} and {@code setUpReports} as steps, and each step as a command of the station's version. Pure. */
final class SetUpPlan {
    private static final Set<String> BASE_REPORTS =
            Set.of("FullInventory", "ConfigurationInventory", "SummaryInventory");
    private static final Set<String> CRITERIA = Set.of("Active", "Available", "Enabled", "Problem");

    /** {@code Component[instance](evse/connector).Variable[instance]#Attribute}; the component may be missing. */
    private static final Pattern NAME = Pattern.compile(
            "(?:(?<component>[^.\\[(]*)(?:\\[(?<componentInstance>[^\\]]*)\\])?(?:\\((?<evse>\\d{1,9})(?:/(?<connector>\\d{1,9}))?\\))?\\.)?"
                    + "(?<variable>[^\\[#]+)(?:\\[(?<instance>[^\\]]*)\\])?(?:#(?<type>\\w+))?");

    /** A component alone, all of whose variables are wanted. */
    private static final Pattern COMPONENT = Pattern.compile(
            "(?<component>[^.\\[(]+)(?:\\[(?<componentInstance>[^\\]]*)\\])?(?:\\((?<evse>\\d{1,9})(?:/(?<connector>\\d{1,9}))?\\))?");

    private SetUpPlan() {}

    /** @param command null when the version cannot say it, or must not */
    record Wanted(@Nullable StationCommand command, String whyNot) {
        static Wanted of(StationCommand command) {
            return new Wanted(command, "");
        }

        static Wanted not(String why) {
            return new Wanted(null, why);
        }
    }

    static List<SetUpStep> steps(String variables, String reports) {
        List<SetUpStep> steps = new ArrayList<>();
        for (String entry : entries(variables)) {
            int equals = entry.indexOf('=');
            steps.add(SetUpStep.set(
                    entry.substring(0, equals).strip(),
                    entry.substring(equals + 1).strip()));
        }
        for (String entry : entries(reports)) steps.add(SetUpStep.report(entry));
        return steps;
    }

    private static List<String> entries(String setting) {
        return Arrays.stream(setting.split(";"))
                .map(String::strip)
                .filter(entry -> !entry.isEmpty())
                .toList();
    }

    static Wanted wanted(SetUpStep step, boolean v2) {
        String value = step.value();
        return value == null ? report(step.subject(), v2) : setting(step.subject(), value, v2);
    }

    private static Wanted setting(String subject, String value, boolean v2) {
        Matcher name = NAME.matcher(subject);
        if (!name.matches()) return Wanted.not("is no name of a variable");
        Variable variable = variable(name);
        if (Secrets.isSecret(variable.name())) return Wanted.not("a secret is changed by ChangePassword, not here");
        if (v2 == variable.component().isEmpty()) return Wanted.not(v2 ? "is a key of 1.6" : "is a variable of 2.x");
        return Wanted.of(new StationCommand.SetVariables(
                List.of(new StationCommand.Setting(variable, name.group("type"), value))));
    }

    private static Wanted report(String subject, boolean v2) {
        if (BASE_REPORTS.contains(subject)) return Wanted.of(new StationCommand.GetBaseReport(subject));
        List<String> words = List.of(subject.split("[\\s,]+"));
        return v2 ? report(words) : keys(words);
    }

    private static Wanted report(List<String> words) {
        List<Variable> variables = new ArrayList<>();
        for (String word : words) {
            if (CRITERIA.contains(word)) continue;
            Optional<Variable> read = component(word);
            if (read.isEmpty()) return Wanted.not(word + " is no name of a component or variable");
            variables.add(read.get());
        }
        return Wanted.of(new StationCommand.GetReport(
                words.stream().filter(CRITERIA::contains).toList(), variables));
    }

    private static Optional<Variable> component(String word) {
        Matcher whole = COMPONENT.matcher(word);
        if (whole.matches()) {
            return Optional.of(new Variable(
                    whole.group("component"),
                    whole.group("componentInstance"),
                    number(whole.group("evse")),
                    number(whole.group("connector")),
                    "",
                    null));
        }
        Matcher name = NAME.matcher(word);
        return name.matches() && name.group("component") != null ? Optional.of(variable(name)) : Optional.empty();
    }

    private static Wanted keys(List<String> words) {
        if (words.stream().anyMatch(word -> CRITERIA.contains(word) || word.contains(".")))
            return Wanted.not("is for 2.x");
        return Wanted.of(new StationCommand.GetVariables(words.stream()
                .map(key -> new StationCommand.Attribute(Variable.of("", key, null), null))
                .toList()));
    }

    private static Variable variable(Matcher name) {
        String component = name.group("component");
        return new Variable(
                component == null ? "" : component,
                name.group("componentInstance"),
                number(name.group("evse")),
                number(name.group("connector")),
                name.group("variable"),
                name.group("instance"));
    }

    private static @Nullable Integer number(@Nullable String digits) {
        return digits == null ? null : Integer.valueOf(digits);
    }
}
