package dev.stationmaster.command;

/** A command is not sent; the message is the reason, for the operator. */
public final class CommandRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public CommandRefused(String reason) {
        super(reason);
    }
}
