package dev.stationmaster.ocpp;

import java.util.Optional;

/** A version of OCPP-J, negotiated once per socket. */
public enum Version {
    V16("ocpp1.6"),
    V201("ocpp2.0.1"),
    V21("ocpp2.1");

    private final String subprotocol;

    Version(String subprotocol) {
        this.subprotocol = subprotocol;
    }

    /** The name registered for {@code Sec-WebSocket-Protocol}. */
    public String subprotocol() {
        return subprotocol;
    }

    /** Whether messages are those of package {@code v2} (2.0.1 and 2.1). */
    public boolean isV2() {
        return this != V16;
    }

    /** The version with exactly this name; names are case-sensitive. */
    public static Optional<Version> ofSubprotocol(String name) {
        for (var version : values()) {
            if (version.subprotocol.equals(name)) {
                return Optional.of(version);
            }
        }
        return Optional.empty();
    }
}
