package dev.stationmaster.link;

import dev.stationmaster.ocpp.Version;
import dev.stationmaster.station.Station;
import org.jspecify.annotations.Nullable;

/** What is to become of an upgrade request. */
sealed interface Verdict {
    /**
     * @param echo whether the chosen subprotocol is named in the answer; not when the station offered none
     * @param securityProfile the one that it came on
     * @param certifiedName the common name of the certificate that opened the door; null on profiles 0 to 2
     */
    record Admitted(
            Station station,
            Version version,
            boolean echo,
            int securityProfile,
            @Nullable String certifiedName) implements Verdict {}

    /** @param identity as understood, or the raw segment when it could not be */
    record Refused(Refusal why, String identity, String detail) implements Verdict {}
}
