package dev.stationmaster.protocol;

import dev.stationmaster.ocpp.ErrorCode;

/**
 * What a message is answered with, once everything it caused is durable.
 *
 * @param <A> the wire record of the answer
 */
public sealed interface Reply<A> {
    /** A CALLRESULT. */
    record Answer<A>(A response) implements Reply<A> {}

    /** A CALLERROR; domain refusals belong into the answer's status instead (OCPP 2.0.1 part 4, FR.02). */
    record Refusal<A>(ErrorCode code, String description) implements Reply<A> {}

    /** Nothing: the message was a SEND. */
    record Silence<A>() implements Reply<A> {}

    static <A> Reply<A> of(A response) {
        return new Answer<>(response);
    }

    static <A> Reply<A> refusal(ErrorCode code, String description) {
        return new Refusal<>(code, description);
    }

    static <A> Reply<A> silence() {
        return new Silence<>();
    }
}
