package dev.stationmaster.simulator.wire;

import tools.jackson.databind.JsonNode;

/** How a CALL of the station ended. */
public sealed interface Outcome {
    /** A CALLRESULT came. */
    record Answered(JsonNode payload) implements Outcome {}

    /** A CALLERROR came. */
    record Refused(String code, String description) implements Outcome {}

    /** No answer within the message time-out; the socket is still open. */
    record TimedOut() implements Outcome {}

    /** The connection went away before an answer, or there was none to begin with. */
    record Lost() implements Outcome {}
}
