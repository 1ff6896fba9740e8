package dev.stationmaster.simulator.station;

import java.util.Arrays;

/** The protocol a station speaks. */
public enum Version {
    OCPP16("ocpp1.6"),
    OCPP201("ocpp2.0.1"),
    OCPP21("ocpp2.1");

    private final String subprotocol;

    Version(String subprotocol) {
        this.subprotocol = subprotocol;
    }

    /** The name offered in the WebSocket upgrade. */
    public String subprotocol() {
        return subprotocol;
    }

    /** Reads {@code ocpp1.6}, {@code 1.6} or {@code 16} and their kin. */
    public static Version of(String text) {
        var digits = text.replaceAll("[^0-9]", "");
        return Arrays.stream(values())
                .filter(version -> version.subprotocol.replaceAll("[^0-9]", "").equals(digits))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException("version must be ocpp1.6, ocpp2.0.1 or ocpp2.1, was " + text));
    }
}
