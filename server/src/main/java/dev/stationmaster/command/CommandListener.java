package dev.stationmaster.command;

import dev.stationmaster.station.StationId;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Told of commands on their way, on the thread of the station's outbox. Beans of this type are found. */
public interface CommandListener {
    /** It is about to be sent. */
    default void leaving(StationId station, StationCommand command) {}

    /** It is over. A restart of the server may keep this from being told: who depends on it looks again after a while. */
    default void ended(Ended command) {}

    /** How it ended. */
    enum How {
        /** The station answered with a CALLRESULT. */
        ANSWERED,
        /** The station answered with a CALLERROR. */
        ERROR,
        /** It was sent, and nobody knows whether the station took it. */
        UNKNOWN,
        /** It never left. */
        NOT_SENT
    }

    /**
     * @param id under which the API shows it
     * @param status the station's status word; null when there is none
     * @param positive whether the station will do it
     * @param reason in words, when there is one
     * @param details what the answers told besides, in the records of the domain
     */
    record Ended(
            UUID id,
            StationId station,
            StationCommand command,
            How how,
            @Nullable String status,
            boolean positive,
            @Nullable String reason,
            List<Object> details) {
        /** The details of one kind. */
        public <T> List<T> told(Class<T> kind) {
            return details.stream().filter(kind::isInstance).map(kind::cast).toList();
        }
    }
}
