package dev.stationmaster.link;

import org.jspecify.annotations.Nullable;

/** What the link layer hands messages to. There is one such bean; it lives in {@code protocol}. */
public interface FrameHandler {
    /**
     * A CALL, SEND or malformed frame, on the station's virtual thread: strictly in order, one at a time. It returns when the facts are durable.
     *
     * @return the answer frame to send, or null when nothing is to be answered
     */
    byte @Nullable [] call(StationLink link, Received message);

    /** A CALLRESULT, CALLERROR or CALLRESULTERROR, on the event loop: must not block. */
    void answer(StationLink link, Received message);
}
