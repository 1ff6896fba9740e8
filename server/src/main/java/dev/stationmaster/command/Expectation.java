package dev.stationmaster.command;

import dev.stationmaster.authorization.IdToken;
import dev.stationmaster.ocpp.Payload;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What must be seen from the station after a positive answer, before we say that the command had its effect. */
public sealed interface Expectation {
    /** In words, for the operator. */
    String what();

    /** Whether seeing it shows that the station did what it was told, although it did not answer. */
    default boolean proves() {
        return false;
    }

    /** The answer is all there is to see. */
    record None() implements Expectation {
        @Override
        public String what() {
            return "";
        }
    }

    /**
     * One of these messages comes.
     *
     * @param within how long a station may take when it does not answer Scheduled
     * @param asked true when the message is one that we asked for, which a Pending station may send (B02.FR.09)
     */
    record Message(Set<String> actions, Predicate<Payload> fits, String what, Duration within, boolean asked)
            implements Expectation {}

    /** Reports come in whole: one for each message of the command, in their order. */
    record Report(List<Integer> requestIds, String kind) implements Expectation {
        public Report {
            requestIds = List.copyOf(requestIds);
        }

        public Report(int requestId, String kind) {
            this(List.of(requestId), kind);
        }

        @Override
        public String what() {
            return requestIds.stream().map(String::valueOf).collect(Collectors.joining(", ", "report ", ""));
        }
    }

    /**
     * A transaction begins, or takes over this start.
     *
     * @param remoteStartId null where the version has none (1.6): then token and connector decide
     * @param evse as {@code transaction} numbers it; null when the station chooses
     * @param within how long the station waits for the cable, and a margin
     */
    record TransactionStart(
            @Nullable Integer remoteStartId,
            IdToken token,
            @Nullable Integer evse,
            Duration within) implements Expectation {
        @Override
        public String what() {
            return "transaction started";
        }
    }

    /** That transaction ends. */
    record TransactionEnd(String transactionId) implements Expectation {
        @Override
        public String what() {
            return "transaction " + transactionId + " ended";
        }
    }

    /** A job comes to a good end. */
    record Job(int requestId, String what) implements Expectation {}

    /** It comes back on that security profile and boots, or speaks as a station that was accepted before. */
    record SecurityProfile(int profile) implements Expectation {
        @Override
        public String what() {
            return "back on security profile " + profile;
        }

        @Override
        public boolean proves() {
            return true;
        }
    }

    /**
     * A feature tells that it happened, through {@link EffectTold}.
     *
     * @param subject by which the feature names it
     * @param asked messages that a Pending station may send for it (B02.FR.09)
     */
    record Told(String subject, String what, Duration within, Set<String> asked) implements Expectation {}
}
