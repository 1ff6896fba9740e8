package dev.stationmaster.ocpp;

import java.nio.charset.StandardCharsets;

/** The raw JSON of a message's payload, as a window on the frame's bytes (UTF-8). */
public record Payload(byte[] bytes, int offset, int length) {
    public String text() {
        return new String(bytes, offset, length, StandardCharsets.UTF_8);
    }

    public static Payload of(String json) {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        return new Payload(bytes, 0, bytes.length);
    }
}
