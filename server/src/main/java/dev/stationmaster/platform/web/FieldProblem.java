package dev.stationmaster.platform.web;

/**
 * One field of a request that breaks a rule.
 *
 * @param field its path, for example {@code stations[3].password}
 * @param rule the rule in a word or two, stable (for example {@code minLength 16})
 * @param message what was expected, in one sentence; never holds a secret
 */
public record FieldProblem(String field, String rule, String message) {}
