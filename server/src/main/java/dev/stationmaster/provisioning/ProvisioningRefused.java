package dev.stationmaster.provisioning;

import dev.stationmaster.platform.web.FieldProblem;
import java.util.List;

/** A file with something wrong in it; nothing was changed. */
public final class ProvisioningRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<FieldProblem> problems;

    ProvisioningRefused(List<FieldProblem> problems) {
        super(sentence(problems));
        this.problems = List.copyOf(problems);
    }

    public List<FieldProblem> problems() {
        return problems;
    }

    private static String sentence(List<FieldProblem> problems) {
        var first = problems.getFirst();
        var more = problems.size() == 1 ? "" : " (and " + (problems.size() - 1) + " more)";
        var field = first.field().isEmpty() ? "" : ", field " + first.field();
        return (first.line() == null ? "The file" : "Line " + first.line()) + field + ": " + first.message() + more;
    }
}
