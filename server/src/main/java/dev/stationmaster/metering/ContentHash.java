package dev.stationmaster.metering;

import org.jspecify.annotations.Nullable;

/**
 * 64 bits that tell two contents apart, the same in every process and release: they stand in unique keys. Not for secrets; FNV-1a with a final
 * mix.
 */
public final class ContentHash {
    private static final long PRIME = 0x100000001b3L;

    private long state = 0xcbf29ce484222325L;

    public ContentHash add(long value) {
        for (int shift = 0; shift < 64; shift += 8) state = (state ^ (value >>> shift & 0xff)) * PRIME;
        return this;
    }

    public ContentHash add(@Nullable Integer value) {
        return value == null ? add(Long.MIN_VALUE) : add(value.longValue());
    }

    public ContentHash add(@Nullable Double value) {
        return value == null ? add(Long.MIN_VALUE) : add(Double.doubleToLongBits(value));
    }

    public ContentHash add(@Nullable String text) {
        if (text == null) return add(Long.MIN_VALUE);
        for (int i = 0; i < text.length(); i++) state = (state ^ text.charAt(i)) * PRIME;
        return add(text.length());
    }

    public long value() {
        long mixed = state;
        mixed = (mixed ^ mixed >>> 33) * 0xff51afd7ed558ccdL;
        mixed = (mixed ^ mixed >>> 33) * 0xc4ceb9fe1a85ec53L;
        return mixed ^ mixed >>> 33;
    }
}
