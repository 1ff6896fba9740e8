package dev.stationmaster.ocpp;

/**
 * A place where a payload is not what the schema demands; as a <em>finding</em>, one that was repaired or let pass.
 *
 * @param path    JSON pointer into the payload, "" for the payload itself
 * @param keyword of the schema that is violated (required, type, maxLength, enum, format …), or {@code json} for broken JSON,
 *                {@code int32} and {@code magnitude} for numbers beyond what we read, {@code duplicate} for a name that came twice,
 *                {@code text} for a character no text may hold
 * @param message one sentence that names the rule; holds no more than a short excerpt of the value
 * @param code    what a CALLERROR says
 */
public record Violation(String path, String keyword, String message, ErrorCode code) {}
