package dev.stationmaster.messagelog;

import dev.stationmaster.messagelog.Exchange.Direction;
import dev.stationmaster.messagelog.Exchange.Outcome;
import dev.stationmaster.ocpp.Version;
import java.util.Arrays;

/** The small numbers that stand in the table for words, and the words that stand for them in the API. */
final class Codes {
    private Codes() {}

    static int of(Direction direction) {
        return switch (direction) {
            case FROM_STATION -> 1;
            case TO_STATION -> 2;
        };
    }

    static int of(Version version) {
        return switch (version) {
            case V16 -> 16;
            case V201 -> 201;
            case V21 -> 210;
        };
    }

    static int of(Outcome outcome) {
        return switch (outcome) {
            case ANSWERED -> 1;
            case ERROR -> 2;
            case TIMED_OUT -> 3;
            case LINK_LOST -> 4;
            case NO_ANSWER_DUE -> 5;
            case UNREADABLE -> 6;
        };
    }

    static Direction direction(int code) {
        return Arrays.stream(Direction.values())
                .filter(d -> of(d) == code)
                .findFirst()
                .orElseThrow();
    }

    static Version version(int code) {
        return Arrays.stream(Version.values())
                .filter(v -> of(v) == code)
                .findFirst()
                .orElseThrow();
    }

    static Outcome outcome(int code) {
        return Arrays.stream(Outcome.values())
                .filter(o -> of(o) == code)
                .findFirst()
                .orElseThrow();
    }

    static String word(Direction direction) {
        return switch (direction) {
            case FROM_STATION -> "fromStation";
            case TO_STATION -> "toStation";
        };
    }

    static String word(Outcome outcome) {
        return switch (outcome) {
            case ANSWERED -> "answered";
            case ERROR -> "error";
            case TIMED_OUT -> "timedOut";
            case LINK_LOST -> "linkLost";
            case NO_ANSWER_DUE -> "noAnswerDue";
            case UNREADABLE -> "unreadable";
        };
    }
}
