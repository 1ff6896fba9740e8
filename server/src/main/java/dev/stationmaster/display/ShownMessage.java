package dev.stationmaster.display;

import dev.stationmaster.command.DisplayMessage;
import dev.stationmaster.station.StationId;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One message of a station: what we want, and what it holds.
 *
 * @param id on the wire
 * @param reason why it was refused, or is gone, in words
 * @param wanted as we asked for it last; null when we never did, or took it away
 * @param held as the station has it, as far as is known; null when it has not
 * @param told where the latest news come from: command, report or transaction
 * @param reportedAt when the station itself told of it last
 */
record ShownMessage(
        StationId station,
        int id,
        Status status,
        @Nullable String reason,
        @Nullable DisplayMessage wanted,
        @Nullable DisplayMessage held,
        String told,
        @Nullable String actor,
        Instant changedAt,
        @Nullable Instant reportedAt) {
    enum Status {
        /** The station has it. */
        INSTALLED,
        /** Nobody knows whether the station took it. */
        UNSURE,
        /** The station did not take it. */
        REFUSED,
        /** We took it away. */
        CLEARED,
        /** The station has it no more: its transaction ended, another took its place, or the station says so. */
        GONE;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    ShownMessage ended(Status how, @Nullable String why, String source, Instant at) {
        return new ShownMessage(station, id, how, why, wanted, null, source, actor, at, reportedAt);
    }

    /** Whether its time is over; the station takes it away by itself then. */
    boolean isOver(Instant now) {
        Instant end = held == null ? null : held.endAt();
        return end != null && end.isBefore(now);
    }

    /** Whether the station holds something else than we asked for. */
    boolean differs() {
        return wanted != null && held != null && !wanted.equals(held);
    }
}
