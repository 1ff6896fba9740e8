package dev.stationmaster.migration;

import dev.stationmaster.link.LinkRegistry;
import dev.stationmaster.link.StationLink;
import dev.stationmaster.station.Registration;
import dev.stationmaster.station.StationDirectory;
import dev.stationmaster.station.StationId;
import dev.stationmaster.transaction.TransactionService;
import org.springframework.stereotype.Component;

/** Whether a station can be told something, and whether something runs there. From memory. */
@Component
class Presence {
    private final LinkRegistry links;
    private final StationDirectory stations;
    private final TransactionService transactions;

    Presence(LinkRegistry links, StationDirectory stations, TransactionService transactions) {
        this.links = links;
        this.stations = stations;
        this.transactions = transactions;
    }

    /** Connected, and accepted. */
    boolean isHere(StationId station) {
        boolean accepted = stations.find(station)
                .filter(one -> one.registration() == Registration.ACCEPTED)
                .isPresent();
        return accepted && links.find(station).filter(StationLink::isOpen).isPresent();
    }

    boolean isCharging(StationId station) {
        return !transactions.openOn(station).isEmpty();
    }

    String identity(StationId station) {
        return stations.nameOf(station).orElse("");
    }
}
