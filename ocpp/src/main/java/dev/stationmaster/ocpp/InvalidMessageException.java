package dev.stationmaster.ocpp;

import java.util.List;
import java.util.stream.Collectors;

/** A message that the version in use does not allow: on the way out it is a mistake of ours, or of whoever typed it. */
public final class InvalidMessageException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<Violation> violations;

    public InvalidMessageException(List<Violation> violations) {
        super(violations.stream().map(v -> v.path() + ": " + v.message()).collect(Collectors.joining("; ")));
        this.violations = List.copyOf(violations);
    }

    /** At least one. */
    public List<Violation> violations() {
        return violations;
    }
}
