package dev.stationmaster.authorization;

/** The type words that decide something here (OCPP 2.x IdTokenEnum); all others are plain tokens. */
final class TokenTypes {
    static final String CENTRAL = "Central";
    static final String ISO14443 = "ISO14443";
    static final String KEY_CODE = "KeyCode";
    static final String NO_AUTHORIZATION = "NoAuthorization";

    private TokenTypes() {}
}
