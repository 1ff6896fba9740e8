package dev.stationmaster.platform;

import org.jspecify.annotations.Nullable;

/** The server does not start. The message is one sentence for the person who typed the command: what is wrong, and the remedy. */
public final class StartRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StartRefused(String sentence) {
        super(sentence);
    }

    public StartRefused(String sentence, @Nullable Throwable cause) {
        super(sentence, cause);
    }
}
