package dev.stationmaster.status;

import dev.stationmaster.station.StationId;
import java.util.List;
import org.springframework.stereotype.Service;

/** The present state of every connector, by the station's own clock, and its history. */
@Service
public class StatusService {
    /**
     * Takes a report; durable when this returns. One that is older than what is known goes to the history only (OCPP 1.6 §4.9); of equal times
     * the later arrival counts.
     */
    public void report(StationId station, ConnectorReport report) {
        throw new UnsupportedOperationException();
    }

    /** What the station's connectors last said, by EVSE and connector; from memory. */
    public List<ConnectorReport> connectors(StationId station) {
        throw new UnsupportedOperationException();
    }
}
