package dev.stationmaster.command;

import org.jspecify.annotations.Nullable;

/**
 * A command that is several messages, each decided after the answer to the one before, or one that is completed when its turn comes. Used by the
 * thread of the station's outbox only.
 */
public interface Conversation {
    /** The next message, as a command that the version's encoder can say; null when it is over. */
    @Nullable
    StationCommand next();

    /** The station answered the message with a CALLRESULT. */
    void answered(CommandAnswer answer);

    /** The message brought no readable answer, or never left; it is over. */
    void failed(CommandListener.How how, String reason);

    /** What it comes to, once it is over. */
    CommandAnswer outcome();
}
