package dev.stationmaster.command;

import dev.stationmaster.ocpp.Payload;
import java.util.List;
import java.util.function.Function;

/** A command in the words of one protocol version. */
public sealed interface Encoded {
    /** The CALLs to send, one after the other, each after the answer to the one before. */
    record Calls(List<Call> calls, Expectation expects, String source, boolean stepwise, int settledBy)
            implements Encoded {
        /**
         * @param source where values in the answers come from, for the device model: {@code get}, {@code set}; empty for none
         * @param stepwise the first answer that is not positive ends it
         * @param settledBy after so many positive answers it will happen, whatever becomes of the messages behind them; 0 when all count
         */
        public Calls {
            calls = List.copyOf(calls);
        }

        public Calls(List<Call> calls, Expectation expects, String source) {
            this(calls, expects, source, false, 0);
        }

        /** Whether these answers settle it although others are missing, or are not positive. */
        boolean settled(List<CommandAnswer> answers) {
            return settledBy > 0
                    && answers.size() >= settledBy
                    && answers.subList(0, settledBy).stream().allMatch(CommandAnswer::positive);
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
