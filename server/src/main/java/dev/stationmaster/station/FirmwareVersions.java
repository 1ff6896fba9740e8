package dev.stationmaster.station;

import java.util.Optional;
import org.springframework.stereotype.Service;

/** Which firmware stations run. */
@Service
public class FirmwareVersions {
    private final StationStore store;

    FirmwareVersions(StationStore store) {
        this.store = store;
    }

    /** As the station said in its last BootNotification; asks the database. */
    public Optional<String> of(StationId station) {
        return store.firmwareVersion(station);
    }
}
