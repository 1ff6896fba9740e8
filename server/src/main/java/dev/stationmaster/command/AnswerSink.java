package dev.stationmaster.command;

import dev.stationmaster.link.StationLink;
import dev.stationmaster.ocpp.Frame;
import java.time.Instant;

/** Takes the answers to our CALLs. */
public interface AnswerSink {
    /**
     * A CALLRESULT or CALLERROR arrived. On the event loop: returns at once. What answers no CALL under way on this very link is logged and
     * dropped (a late answer must not be applied).
     *
     * @return whether a CALL under way waited for it
     */
    boolean answered(StationLink link, Frame frame, Instant receivedAt);
}
