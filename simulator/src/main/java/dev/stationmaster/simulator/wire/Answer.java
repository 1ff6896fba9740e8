package dev.stationmaster.simulator.wire;

/** What a station says to a CALL of the server. */
public sealed interface Answer {
    /** A CALLRESULT; {@code afterwards} runs once it has been written, for what the call sets off. */
    record Result(String payload, Runnable afterwards) implements Answer {}

    /** A CALLERROR. */
    record Failure(String code, String description) implements Answer {}

    /** Nothing: a rejected 1.6 station does not answer. */
    record Silence() implements Answer {}

    static Answer of(Json payload) {
        return new Result(payload.text(), () -> {});
    }

    static Answer of(Json payload, Runnable afterwards) {
        return new Result(payload.text(), afterwards);
    }

    /** The frequent answer that has nothing but a status. */
    static Answer status(String status) {
        return of(Json.object().put("status", status));
    }

    /** A status, and what it sets off. */
    static Answer status(String status, Runnable afterwards) {
        return of(Json.object().put("status", status), afterwards);
    }
}
