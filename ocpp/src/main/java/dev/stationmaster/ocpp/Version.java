package dev.stationmaster.ocpp;

import java.util.Optional;

/** The versions spoken, by their WebSocket subprotocol names. */
public enum Version {
    V16("ocpp1.6"),
    V201("ocpp2.0.1"),
    V21("ocpp2.1");

    private final String subprotocol;

    Version(String subprotocol) {
        this.subprotocol = subprotocol;
    }

    public String subprotocol() {
        return subprotocol;
    }

    /** True for 2.0.1 and 2.1, which share one family of messages. */
    public boolean isV2() {
        return this != V16;
    }

    /** The version of that subprotocol name, compared exactly. */
    public static Optional<Version> ofSubprotocol(String name) {
        for (Version version : values()) {
            if (version.subprotocol.equals(name)) return Optional.of(version);
        }
        return Optional.empty();
    }
}
