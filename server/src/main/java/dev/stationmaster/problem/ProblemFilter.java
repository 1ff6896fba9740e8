package dev.stationmaster.problem;

import dev.stationmaster.platform.web.ApiProblem;
import dev.stationmaster.problem.Kind.Severity;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which problems are wanted. As a controller's parameters.
 *
 * @param state open (also when absent) or closed
 * @param kind any of these
 * @param severity at least: minor, major or critical
 * @param site its name, sites below it not included
 * @param assignee whose; {@code none} for nobody's
 * @param acknowledged whether somebody has acknowledged it
 * @param snoozed false leaves out what is snoozed now, true shows nothing else
 * @param q part of the station's identity, the code, the model or a fact
 */
record ProblemFilter(
        @Nullable String state,
        @Nullable Set<String> kind,
        @Nullable String severity,
        @Nullable String station,
        @Nullable String site,
        @Nullable String assignee,
        @Nullable Boolean acknowledged,
        @Nullable Boolean snoozed,
        @Nullable String q) {
    private static final String NONE = "none";

    boolean closed() {
        if (state == null || state.equals("open")) return false;
        if (state.equals("closed")) return true;
        throw ApiProblem.invalid("state", "enum", "state is open or closed.");
    }

    /** Refuses words that are none. */
    ProblemFilter checked() {
        for (String word : kind == null ? Set.<String>of() : kind) {
            if (Kind.of(word).isEmpty())
                throw ApiProblem.invalid(
                        "kind",
                        "enum",
                        "kind is one of "
                                + Arrays.stream(Kind.values()).map(Kind::word).collect(Collectors.joining(", ")) + ".");
        }
        if (severity != null && Severity.of(severity).isEmpty())
            throw ApiProblem.invalid("severity", "enum", "severity is minor, major or critical.");
        return this;
    }

    boolean takes(Problem one, @Nullable String itsStation, @Nullable String itsSite, Instant now) {
        if (kind != null && !kind.isEmpty() && !kind.contains(one.kind().word())) return false;
        if (severity != null && one.severity().compareTo(Severity.of(severity).orElse(Severity.MINOR)) < 0)
            return false;
        if (station != null && !station.equalsIgnoreCase(itsStation)) return false;
        if (site != null && !site.equalsIgnoreCase(itsSite)) return false;
        String whose = one.care().assignee();
        if (assignee != null && !assignee.equalsIgnoreCase(whose == null ? NONE : whose)) return false;
        if (acknowledged != null && acknowledged != (one.care().acknowledgedAt() != null)) return false;
        if (snoozed != null && snoozed != one.snoozed(now)) return false;
        return q == null || q.isBlank() || holds(one, itsStation, q.strip().toLowerCase(Locale.ROOT));
    }

    private static boolean holds(Problem one, @Nullable String itsStation, String part) {
        return has(itsStation, part)
                || has(one.code(), part)
                || has(one.object(), part) && one.station() == null
                || has(one.device().model(), part)
                || one.facts().values().stream().anyMatch(fact -> has(fact, part));
    }

    private static boolean has(@Nullable String text, String part) {
        return text != null && text.toLowerCase(Locale.ROOT).contains(part);
    }
}
