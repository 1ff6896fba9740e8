package dev.stationmaster.simulator.station;

import dev.stationmaster.simulator.journal.Journal;
import dev.stationmaster.simulator.profile.Profiles;
import dev.stationmaster.simulator.wire.Outbox;
import java.util.List;
import java.util.Optional;

/**
 * What all behaviour of a station shares.
 *
 * @param whole the station itself: connector 0 of 1.6
 */
record Parts(
        StationConfig config,
        StationClock clock,
        Outbox outbox,
        Journal journal,
        List<Evse> evses,
        Connector whole,
        TokenMemory tokens,
        LocalList list,
        FirmwareState firmware,
        Certificates certificates,
        Profiles profiles,
        StationObserver observer) {

    Optional<Evse> evse(int number) {
        return number >= 1 && number <= evses.size() ? Optional.of(evses.get(number - 1)) : Optional.empty();
    }

    /** A connector by its 1.6 number. */
    Optional<Place> flat(int number) {
        return evses.stream()
                .flatMap(evse -> evse.connectors.stream().map(connector -> new Place(evse, connector)))
                .filter(place -> place.connector.flatNumber == number)
                .findFirst();
    }

    void tell(String event) {
        observer.event(config.identity(), event);
    }

    /** A connector and where it is. */
    record Place(Evse evse, Connector connector) {}
}
