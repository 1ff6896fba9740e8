package dev.stationmaster.command;

import dev.stationmaster.ocpp.Payload;
import java.util.List;
import java.util.function.Function;

/** A command in the words of one protocol version. */
public sealed interface Encoded {
    /** The CALLs to send, one after the other, each after the answer to the one before. */
    record Calls(List<Call> calls, Expectation expects, String source, boolean stepwise) implements Encoded {
        /**
         * @param source where values in the answers come from, for the device model: {@code get}, {@code set}; empty for none
         * @param stepwise the first answer that is not positive ends it
         */
        public Calls {
            calls = List.copyOf(calls);
        }

        public Calls(List<Call> calls, Expectation expects, String source) {
            this(calls, expects, source, false);
        }

        public Calls(Call call) {
            this(List.of(call), new Expectation.None(), "");
        }

        public Calls(Call call, Expectation expects) {
            this(List.of(call), expects, "");
        }
    }

    /** It is not sent: the version cannot say it, or forbids it. */
    record Unsupported(String reason) implements Encoded {}

    /**
     * One CALL.
     *
     * @param payload JSON of the request
     * @param answer reads the CALLRESULT's payload, which was checked against the schema before
     */
    record Call(String action, byte[] payload, Function<Payload, CommandAnswer> answer) {}
}
