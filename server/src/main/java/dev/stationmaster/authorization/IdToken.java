package dev.stationmaster.authorization;

/**
 * What a driver shows. Two are equal when type and value are, whatever the case (OCPP 2.0.1 C01.FR.25).
 *
 * @param value at most 20 characters in 1.6, 36 in 2.0.1, 255 in 2.1; empty for NoAuthorization
 * @param type the type word of OCPP 2.1 (Central, DirectPayment, eMAID, EVCCID, ISO14443, ISO15693, KeyCode, Local, MacAddress,
 *     NoAuthorization, VIN); stations of 1.6 tell none, then it is {@link #UNTYPED}
 */
public record IdToken(String value, String type) {
    /** The type of a token shown by a 1.6 station: matches a token of any type with that value. */
    public static final String UNTYPED = "";

    private static final String MASKED = "****";

    /** The value as people and logs may see it: whoever knows a KeyCode can charge with it (OCPP 2.0.1 C04.FR.04). */
    public String shown() {
        return type.equalsIgnoreCase(TokenTypes.KEY_CODE) ? MASKED : value;
    }
}
