package dev.stationmaster.command;

import dev.stationmaster.platform.Uuid7;
import dev.stationmaster.station.StationId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One command as it is stored and shown.
 *
 * @param type the word of {@link StationCommand#type()}
 * @param body the fields it was asked with, as JSON text without secrets
 * @param expiresAt after this it is not sent any more; null when it was not to wait for an absent station
 * @param timeoutSeconds how long the station may take for each answer
 * @param exchanges what was sent and answered, secrets masked
 * @param status the station's status word; null when there is none
 * @param reason why it was refused or failed, in words
 */
record Command(
        UUID id,
        StationId station,
        String type,
        State state,
        String actor,
        @Nullable String idempotencyKey,
        String body,
        boolean force,
        int timeoutSeconds,
        Instant createdAt,
        @Nullable Instant sentAt,
        @Nullable Instant answeredAt,
        @Nullable Instant expiresAt,
        List<Sent> exchanges,
        @Nullable String status,
        @Nullable String reason,
        Effect effect) {
    enum State {
        /** Waits for the station, or for its turn. */
        QUEUED,
        SENT,
        /** The station answered with a CALLRESULT, or did what shows that it took the command. */
        ANSWERED,
        /** CALLERROR, time-out, link lost, or an answer nobody can read. */
        FAILED,
        /** We did not send it; the reason names the rule. */
        REFUSED,
        EXPIRED,
        CANCELLED;

        boolean ended() {
            return this != QUEUED && this != SENT;
        }
    }

    /** JSON texts; {@code response} and {@code error} are null until the station answered. */
    record Sent(
            String action,
            String request,
            @Nullable String response,
            @Nullable Failure error) {}

    /** A CALLERROR as it came. */
    record Failure(String code, String description, String details) {}

    /** What followed from the answer. */
    record Effect(
            EffectState state,
            @Nullable String what,
            @Nullable Instant at) {
        static final Effect NONE = new Effect(EffectState.NONE, null, null);
    }

    enum EffectState {
        NONE,
        AWAITED,
        SEEN,
        MISSED
    }

    /** A new one, not stored yet. */
    static Command queued(StationId station, StationCommand command, String body, CommandOrder order, Instant now) {
        Duration expiresIn = order.expiresIn();
        return new Command(
                Uuid7.at(now),
                station,
                command.type(),
                State.QUEUED,
                order.actor(),
                order.idempotencyKey(),
                body,
                order.force(),
                (int) order.timeout().toSeconds(),
                now,
                null,
                null,
                expiresIn == null ? null : now.plus(expiresIn),
                List.of(),
                null,
                null,
                Effect.NONE);
    }

    Command queuedAgain() {
        return with(State.QUEUED, null, null, List.of(), null, null);
    }

    Command sent(Instant at) {
        return with(State.SENT, at, null, exchanges, null, null);
    }

    Command ended(State how, Instant at, List<Sent> all, @Nullable String word, @Nullable String why) {
        return with(how, sentAt, how == State.ANSWERED || answered(all) ? at : null, all, word, why);
    }

    /** It failed for want of an answer, and what was seen afterwards shows that the station took it. */
    Command taken() {
        return with(State.ANSWERED, sentAt, answeredAt, exchanges, status == null ? "Accepted" : status, reason);
    }

    Command refused(String why) {
        return with(State.REFUSED, null, null, exchanges, null, why);
    }

    Command expired(String why) {
        return with(State.EXPIRED, null, null, exchanges, null, why);
    }

    Command withEffect(Effect seen) {
        return new Command(
                id,
                station,
                type,
                state,
                actor,
                idempotencyKey,
                body,
                force,
                timeoutSeconds,
                createdAt,
                sentAt,
                answeredAt,
                expiresAt,
                exchanges,
                status,
                reason,
                seen);
    }

    private Command with(
            State next,
            @Nullable Instant sent,
            @Nullable Instant answered,
            List<Sent> all,
            @Nullable String word,
            @Nullable String why) {
        return new Command(
                id,
                station,
                type,
                next,
                actor,
                idempotencyKey,
                body,
                force,
                timeoutSeconds,
                createdAt,
                sent,
                answered,
                expiresAt,
                List.copyOf(all),
                word,
                why,
                effect);
    }

    private static boolean answered(List<Sent> all) {
        return !all.isEmpty() && all.getLast().error() != null;
    }
}
