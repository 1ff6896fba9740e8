package dev.stationmaster.ocpp;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;

/**
 * The JSON text of a payload, as a part of the frame it came in (nothing is copied).
 *
 * @param bytes  UTF-8; not to be changed while the payload is in use
 * @param offset of the first byte
 * @param length in bytes
 */
public record Payload(byte[] bytes, int offset, int length) {
    private static final Payload EMPTY = of("{}");

    public Payload {
        Objects.checkFromIndexSize(offset, length, bytes.length);
    }

    /** The empty object. */
    public static Payload empty() {
        return EMPTY;
    }

    public static Payload of(byte[] json) {
        return new Payload(json, 0, json.length);
    }

    public static Payload of(String json) {
        return of(json.getBytes(StandardCharsets.UTF_8));
    }

    /** The JSON text. */
    public String text() {
        return new String(bytes, offset, length, StandardCharsets.UTF_8);
    }

    /** A copy of exactly these bytes. */
    public byte[] toBytes() {
        return Arrays.copyOfRange(bytes, offset, offset + length);
    }

    /** Equal when the bytes are. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Payload(byte[] b, int o, int l)
                && Arrays.equals(bytes, offset, offset + length, b, o, o + l);
    }

    @Override
    public int hashCode() {
        return text().hashCode();
    }

    /** The size only: payloads hold passwords, and frames end up in logs. */
    @Override
    public String toString() {
        return "Payload[" + length + " bytes]";
    }
}
