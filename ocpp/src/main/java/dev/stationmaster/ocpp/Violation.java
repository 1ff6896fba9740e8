package dev.stationmaster.ocpp;

/**
 * One place where a payload breaks its schema.
 *
 * @param path JSON pointer into the payload
 * @param keyword the rule that is broken, as JSON Schema names it (required, maxLength, enum …)
 * @param message in words, without the offending value where that may be a secret
 * @param code the error code that answers it
 */
public record Violation(String path, String keyword, String message, ErrorCode code) {}
