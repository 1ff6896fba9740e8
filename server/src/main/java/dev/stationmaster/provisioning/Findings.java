package dev.stationmaster.provisioning;

import dev.stationmaster.platform.web.FieldProblem;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What is wrong with a file, as far as it was read. */
final class Findings {
    private static final int ENOUGH = 100;

    private final List<FieldProblem> problems = new ArrayList<>();

    void add(int line, String field, String rule, String message) {
        if (problems.size() < ENOUGH) problems.add(new FieldProblem(field, rule, message, line));
    }

    boolean isEmpty() {
        return problems.isEmpty();
    }

    /** In the order of their lines. */
    List<FieldProblem> all() {
        return problems.stream()
                .sorted(Comparator.comparing(problem -> problem.line() == null ? 0 : problem.line()))
                .toList();
    }
}
