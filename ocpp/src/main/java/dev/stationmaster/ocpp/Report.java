package dev.stationmaster.ocpp;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** What is wrong with one payload, and where. Keeps the first hundred of each kind: a hostile payload may hold very many. */
final class Report {
    private static final int MOST = 100;
    private static final int LONGEST_NAME = 60;

    /** A payload that is wrong in several ways is refused for the first of these (OCPP-J: structure, types, then values). */
    private static final List<ErrorCode> ORDER = List.of(
            ErrorCode.NOT_IMPLEMENTED,
            ErrorCode.FORMAT_VIOLATION,
            ErrorCode.PROTOCOL_ERROR,
            ErrorCode.OCCURRENCE_CONSTRAINT_VIOLATION,
            ErrorCode.TYPE_CONSTRAINT_VIOLATION,
            ErrorCode.PROPERTY_CONSTRAINT_VIOLATION);

    private final List<Violation> violations = new ArrayList<>(0);
    private final List<Violation> findings = new ArrayList<>(0);
    private Object[] path = new Object[12];
    private int depth;

    void enter(Object step) {
        if (depth == path.length) {
            path = Arrays.copyOf(path, depth * 2);
        }
        path[depth++] = step;
    }

    void leave() {
        depth--;
    }

    void violation(String keyword, String message, ErrorCode code) {
        if (violations.size() < MOST) {
            violations.add(new Violation(pointer(), keyword, message, code));
        }
    }

    void finding(String keyword, String message, ErrorCode code) {
        if (findings.size() < MOST) {
            findings.add(new Violation(pointer(), keyword, message, code));
        }
    }

    /** To be given to {@link #forgive}. */
    int mark() {
        return violations.size();
    }

    /** What was refused since the mark has been dropped from the message: no reason to refuse the whole. */
    void forgive(int mark) {
        var since = violations.subList(mark, violations.size());
        for (var violation : since) {
            if (findings.size() < MOST) {
                findings.add(violation);
            }
        }
        since.clear();
    }

    List<Violation> violations() {
        return violations.stream()
                .sorted(Comparator.comparingInt(v -> ORDER.indexOf(v.code())))
                .toList();
    }

    List<Violation> findings() {
        return List.copyOf(findings);
    }

    private String pointer() {
        var pointer = new StringBuilder();
        for (int i = 0; i < depth; i++) {
            var step = path[i].toString();
            step = step.length() > LONGEST_NAME ? step.substring(0, LONGEST_NAME) + "…" : step;
            pointer.append('/').append(step.replace("~", "~0").replace("/", "~1"));
        }
        return pointer.toString();
    }
}
