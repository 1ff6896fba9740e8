package dev.stationmaster.authorization;

import dev.stationmaster.platform.web.FieldProblem;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a token may look like. Pure. */
public final class TokenRules {
    private static final int MAX_VALUE = 255;
    private static final int MAX_TYPE = 20;
    private static final int MAX_MESSAGE = 512;
    private static final int MAX_CONCURRENT = 10_000;
    private static final Pattern LANGUAGE = Pattern.compile("[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*");

    private TokenRules() {}

    /** @return all that is wrong with the fields that are given; empty when the form may be used */
    public static List<FieldProblem> check(TokenForm form) {
        var found = new ArrayList<FieldProblem>();
        text("idToken", form.idToken(), 1, MAX_VALUE, found);
        text("type", form.type(), 1, MAX_TYPE, found);
        text("group", form.group(), 0, MAX_VALUE, found);
        text("personalMessage", form.personalMessage(), 0, MAX_MESSAGE, found);
        if (form.status() != null && TokenWords.status(form.status()).isEmpty())
            add(
                    found,
                    "status",
                    "enum",
                    "accepted, blocked, expired, invalid, noCredit, wrongEvseType, wrongLocation or wrongTime");
        if (form.validUntil() != null
                && !form.validUntil().isEmpty()
                && instant(form.validUntil()).isEmpty())
            add(found, "validUntil", "date-time", "a time like 2027-01-01T00:00:00Z");
        if (form.maxConcurrent() != null && (form.maxConcurrent() < 0 || form.maxConcurrent() > MAX_CONCURRENT))
            add(found, "maxConcurrent", "0..10000", "a number from 0 (no limit) to 10000");
        if (form.language() != null
                && !form.language().isEmpty()
                && !LANGUAGE.matcher(form.language()).matches())
            add(found, "language", "pattern", "a language tag like en or de-CH");
        AllowedAt.check(form.allowedAt(), found);
        return found;
    }

    static Optional<Instant> instant(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text))
                    .filter(time -> time.getYear() >= 1970 && time.getYear() <= 9999)
                    .map(OffsetDateTime::toInstant);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static void text(String field, @Nullable String value, int min, int max, List<FieldProblem> found) {
        if (value == null) return;
        if (value.length() < min || value.length() > max)
            add(found, field, "length " + min + ".." + max, min + " to " + max + " characters");
        else if (value.chars().anyMatch(Character::isISOControl))
            add(found, field, "characters", "no control characters");
    }

    private static void add(List<FieldProblem> found, String field, String rule, String expected) {
        found.add(new FieldProblem(field, rule, field + " must be: " + expected + "."));
    }
}
