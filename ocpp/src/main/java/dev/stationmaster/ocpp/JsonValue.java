package dev.stationmaster.ocpp;

/**
 * JSON of any kind, kept as text (customData, DataTransfer.data of 2.x).
 *
 * @param json one JSON value; whether it is well-formed is checked when it is encoded
 */
public record JsonValue(String json) {
    /** The JSON string that holds this text. */
    public static JsonValue ofString(String text) {
        return new JsonValue(Json.quote(text));
    }

    @Override
    public String toString() {
        return json;
    }
}
