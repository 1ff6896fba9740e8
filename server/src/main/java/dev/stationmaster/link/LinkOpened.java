package dev.stationmaster.link;

import dev.stationmaster.ledger.Fact;
import dev.stationmaster.ocpp.Version;
import dev.stationmaster.station.StationId;
import java.time.Instant;

/** A station was let in. The result is the epoch of its link: higher than that of every link before. */
record LinkOpened(StationId station, Version version, String remoteAddress, int securityProfile, Instant at)
        implements Fact<Long> {}
