package dev.stationmaster.command;

import dev.stationmaster.ocpp.Version;
import dev.stationmaster.station.StationId;
import java.util.Optional;
import java.util.UUID;

/** A feature that carries out some commands in its own way. Beans of this type are found. */
public interface ConversationSource {
    /** How that command is carried out; empty when it is not this feature's. Its turn has come and nothing speaks against it. */
    Optional<Conversation> begin(Turn turn);

    /**
     * @param id under which the API shows the command
     * @param version spoken on the station's link
     */
    record Turn(UUID id, StationId station, Version version, StationCommand command, String actor) {}
}
