package dev.stationmaster.ocpp;

import org.jspecify.annotations.Nullable;

/** One message of the RPC layer (OCPP-J 1.6 §4; 2.x part 4 §4). */
public sealed interface Frame {
    record Call(String id, String action, Payload payload) implements Frame {}

    record CallResult(String id, Payload payload) implements Frame {}

    record CallError(String id, String code, String description, Payload details) implements Frame {}

    /** Since 2.1: the other side could not use our CALLRESULT. */
    record CallResultError(String id, String code, String description, Payload details) implements Frame {}

    /** Since 2.1: a message that is never answered. */
    record Send(String id, String action, Payload payload) implements Frame {}

    /**
     * Unreadable.
     *
     * @param id the message id, null when even that could not be read
     */
    record Malformed(@Nullable String id, ErrorCode code, String reason) implements Frame {}
}
