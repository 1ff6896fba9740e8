package dev.stationmaster.command;

import dev.stationmaster.station.StationId;
import java.util.UUID;

/** Fills in what an operator left open in commands of some kinds, when their turn has come. Beans of this type are found. */
@FunctionalInterface
public interface CommandCompletion {
    /**
     * @return what is to be sent; the command itself when there is nothing to fill in
     * @throws CommandRefused when it must not be sent
     */
    StationCommand complete(Draft draft, StationCommand command);

    /**
     * A command that is about to be encoded.
     *
     * @param id under which the API shows it
     * @param force the operator wants it sent although a rule speaks against it
     */
    record Draft(UUID id, StationId station, String actor, boolean force) {}
}
