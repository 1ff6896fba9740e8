package dev.stationmaster.ocpp;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A payload after reading.
 *
 * @param value      null exactly when there are violations
 * @param violations why it is refused, the one that decides the error code first: form, then structure, then types, then values
 * @param findings   what was repaired, dropped or let pass
 */
public record Decoded<T>(@Nullable T value, List<Violation> violations, List<Violation> findings) {
    public boolean isValid() {
        return violations.isEmpty();
    }

    /** @throws InvalidMessageException when there are violations */
    public T orThrow() {
        if (value == null) {
            throw new InvalidMessageException(violations);
        }
        return value;
    }
}
