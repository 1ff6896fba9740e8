package dev.stationmaster.link;

import dev.stationmaster.ocpp.Version;
import dev.stationmaster.station.StationId;
import org.jspecify.annotations.Nullable;

/** One open, authenticated WebSocket of a station. A newer one of the same station replaces it. */
public interface StationLink {
    StationId station();

    /** The version of the negotiated subprotocol; every frame on this link follows its rules. */
    Version version();

    /** Issued by the database, rising with each link of the station; facts of an outdated epoch are refused. */
    long epoch();

    /** The security profile (0–3) in use on this link. */
    int securityProfile();

    /** The common name of the client certificate by which the station came in; null on profiles 0 to 2. */
    default @Nullable String certifiedName() {
        return null;
    }

    /** Sends one text frame; never blocks, and does nothing when the link is closed. */
    void send(byte[] frame);

    /** Closes with a WebSocket status code (RFC 6455 §7.4) and a reason of at most 123 bytes. */
    void close(int code, String reason);

    boolean isOpen();
}
