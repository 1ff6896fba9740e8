package dev.stationmaster.operator;

import dev.stationmaster.platform.web.FieldProblem;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An API token as a person writes it.
 *
 * @param name 1 to 100 characters
 * @param role viewer, technician, operator or admin
 * @param sites names of the sites it is limited to; null is all
 * @param token 32 to 200 characters without blanks; null has one made
 * @param expiresAt ISO 8601 with offset; null is never
 */
public record ApiTokenForm(
        @Nullable String name,
        @Nullable String role,
        @Nullable List<String> sites,
        @Nullable String token,
        @Nullable String expiresAt) {
    static final int MIN_CHARACTERS = 32;
    private static final int MAX_CHARACTERS = 200;
    private static final int MAX_NAME = 100;

    /** @return all that is wrong; empty when the form may be used */
    public List<FieldProblem> problems() {
        var found = new ArrayList<FieldProblem>();
        if (name == null || name.isBlank() || name.length() > MAX_NAME)
            found.add(new FieldProblem("name", "length 1..100", "name must be: 1 to 100 characters."));
        else if (name.chars().anyMatch(Character::isISOControl))
            found.add(new FieldProblem("name", "characters", "name must be: no control characters."));
        if (role == null || Role.of(role).isEmpty())
            found.add(new FieldProblem("role", "enum", "role must be: viewer, technician, operator or admin."));
        if (token != null && !strong(token))
            found.add(new FieldProblem(
                    "token", "length 32..200", "token must be: 32 to 200 characters of ASCII without blanks."));
        if (expiresAt != null && expiry() == null)
            found.add(
                    new FieldProblem("expiresAt", "date-time", "expiresAt must be: a time like 2027-01-01T00:00:00Z."));
        return found;
    }

    @Nullable
    Instant expiry() {
        if (expiresAt == null) return null;
        try {
            var time = OffsetDateTime.parse(expiresAt);
            return time.getYear() > 9999 ? null : time.toInstant();
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static boolean strong(String token) {
        return token.length() >= MIN_CHARACTERS
                && token.length() <= MAX_CHARACTERS
                && token.chars().allMatch(c -> c > ' ' && c < 127);
    }

    /** The token stays out of logs. */
    @Override
    public String toString() {
        return "ApiTokenForm[name=" + name + ", role=" + role + "]";
    }
}
