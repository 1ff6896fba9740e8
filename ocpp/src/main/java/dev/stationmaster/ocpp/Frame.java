package dev.stationmaster.ocpp;

import org.jspecify.annotations.Nullable;

/** One message of the RPC layer (OCPP-J §4). */
public sealed interface Frame {

    /** {@code [2, id, action, payload]}: a request. */
    record Call(String id, String action, Payload payload) implements Frame {}

    /** {@code [3, id, payload]}: the answer to the CALL with this id. */
    record CallResult(String id, Payload payload) implements Frame {}

    /**
     * {@code [4, id, code, description, details]}: the refusal of the CALL with this id.
     *
     * @param code as it was written; any text may arrive
     */
    record CallError(String id, String code, String description, Payload details) implements Frame {
        public ErrorCode errorCode() {
            return ErrorCode.parse(code);
        }
    }

    /** {@code [5, id, code, description, details]}, 2.1 only: the receiver could not use our CALLRESULT with this id. */
    record CallResultError(String id, String code, String description, Payload details) implements Frame {
        public ErrorCode errorCode() {
            return ErrorCode.parse(code);
        }
    }

    /** {@code [6, id, action, payload]}, 2.1 only: a message that is never answered. */
    record Send(String id, String action, Payload payload) implements Frame {}

    /**
     * Something that is none of the above. {@link FrameCodec#answer} knows what, if anything, is to be sent back.
     *
     * @param id          as far as it could be read; not always a lawful one
     * @param reason      in our words; never holds any of the text that came
     * @param messageType the first element of the array; 0 when it could not be read
     */
    record Malformed(@Nullable String id, ErrorCode code, String reason, int messageType) implements Frame {}
}
