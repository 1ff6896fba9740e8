package dev.stationmaster.platform.web;

import org.jspecify.annotations.Nullable;

/**
 * One field of a request that breaks a rule.
 *
 * @param field its path, for example {@code stations[3].password}
 * @param rule the rule in a word or two, stable (for example {@code minLength 16})
 * @param message what was expected, in one sentence; never holds a secret
 * @param line of the file it stands in, from 1; null when the request is no file
 */
public record FieldProblem(
        String field, String rule, String message, @Nullable Integer line) {
    public FieldProblem(String field, String rule, String message) {
        this(field, rule, message, null);
    }
}
