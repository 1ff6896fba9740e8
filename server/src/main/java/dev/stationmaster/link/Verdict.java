package dev.stationmaster.link;

import dev.stationmaster.ocpp.Version;
import dev.stationmaster.station.Station;

/** What is to become of an upgrade request. */
sealed interface Verdict {
    /** @param echo whether the chosen subprotocol is named in the answer; not when the station offered none */
    record Admitted(Station station, Version version, boolean echo) implements Verdict {}

    /** @param identity as understood, or the raw segment when it could not be */
    record Refused(Refusal why, String identity, String detail) implements Verdict {}
}
