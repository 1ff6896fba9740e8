package dev.stationmaster.status;

import dev.stationmaster.ledger.Fact;
import dev.stationmaster.station.StationId;

/** A report to be kept: in the history always, as the present state when none newer is known. */
public record ConnectorStatusFact(StationId station, ConnectorReport report) implements Fact<Void> {
    /** What has one present state. */
    record Place(StationId station, int evse, int connector) {}

    Place place() {
        return new Place(station, report.evse(), report.connector());
    }
}
