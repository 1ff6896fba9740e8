package dev.stationmaster.authorization;

import java.util.Locale;
import java.util.Optional;

/** How statuses are spelled outside: {@code accepted}, {@code noCredit} …; the words of OCPP are understood as well. */
public final class TokenWords {
    private TokenWords() {}

    public static String of(Verdict.Status status) {
        return switch (status) {
            case ACCEPTED -> "accepted";
            case BLOCKED -> "blocked";
            case EXPIRED -> "expired";
            case INVALID -> "invalid";
            case UNKNOWN -> "unknown";
            case CONCURRENT -> "concurrent";
            case NO_CREDIT -> "noCredit";
            case WRONG_EVSE_TYPE -> "wrongEvseType";
            case WRONG_LOCATION -> "wrongLocation";
            case WRONG_TIME -> "wrongTime";
        };
    }

    /** The status that may stand on a token; unknown and concurrent are findings, not properties. */
    public static Optional<Verdict.Status> status(String word) {
        return Optional.ofNullable(
                switch (word.toLowerCase(Locale.ROOT)) {
                    case "accepted" -> Verdict.Status.ACCEPTED;
                    case "blocked" -> Verdict.Status.BLOCKED;
                    case "expired" -> Verdict.Status.EXPIRED;
                    case "invalid" -> Verdict.Status.INVALID;
                    case "nocredit" -> Verdict.Status.NO_CREDIT;
                    case "wrongevsetype", "notallowedtypeevse" -> Verdict.Status.WRONG_EVSE_TYPE;
                    case "wronglocation", "notatthislocation" -> Verdict.Status.WRONG_LOCATION;
                    case "wrongtime", "notatthistime" -> Verdict.Status.WRONG_TIME;
                    default -> null;
                });
    }

    static String of(AuthorizationAttempt.Purpose purpose) {
        return purpose.name().toLowerCase(Locale.ROOT);
    }
}
