package dev.stationmaster.file;

import java.io.IOException;
import java.util.Locale;

/** A file is not taken or given; {@link #getMessage()} may be told to the station. */
final class FileRefused extends IOException {
    private static final long serialVersionUID = 1L;

    private final Why why;

    enum Why {
        WRONG_CREDENTIALS(403, "these credentials are not known here"),
        EXPIRED(410, "these credentials have expired"),
        USED_UP(410, "these credentials were used before, or their job is over"),
        WRONG_DIRECTION(405, "these credentials are for the other direction"),
        TOO_LARGE(413, "the file is larger than is taken here"),
        QUOTA_FULL(507, "the space for files is used up"),
        NO_FILE(400, "there is no file in this request"),
        GONE(404, "the file is no longer here");

        private final int httpStatus;
        private final String words;

        Why(int httpStatus, String words) {
            this.httpStatus = httpStatus;
            this.words = words;
        }

        /** {@code wrong-credentials}, for counters and programs. */
        String code() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    FileRefused(Why why) {
        super(why.words);
        this.why = why;
    }

    Why why() {
        return why;
    }

    int httpStatus() {
        return why.httpStatus;
    }
}
