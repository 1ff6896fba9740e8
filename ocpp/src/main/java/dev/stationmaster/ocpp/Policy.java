package dev.stationmaster.ocpp;

/** How to read what does not follow the schema. */
public enum Policy {
    /** Every violation refuses the message. */
    STRICT,
    /**
     * What real stations do wrong is repaired where the meaning is plain, an offending optional property or list element is
     * dropped, and a finding is recorded. What is missing or senseless still refuses the message.
     */
    TOLERANT
}
