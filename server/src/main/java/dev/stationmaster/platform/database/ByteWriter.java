package dev.stationmaster.platform.database;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Bytes that grow; numbers are written in network order. */
public final class ByteWriter {
    private static final VarHandle SHORTS = view(short[].class);
    private static final VarHandle INTS = view(int[].class);
    private static final VarHandle LONGS = view(long[].class);

    private byte[] bytes = new byte[16 * 1024];
    private int size;

    private static VarHandle view(Class<?> numbers) {
        return MethodHandles.byteArrayViewVarHandle(numbers, ByteOrder.BIG_ENDIAN);
    }

    public int size() {
        return size;
    }

    /** What holds the bytes; those beyond {@link #size} mean nothing. */
    public byte[] array() {
        return bytes;
    }

    public void clear() {
        size = 0;
        if (bytes.length > 4 * 1024 * 1024) bytes = new byte[16 * 1024]; // one giant frame must not stay for ever
    }

    public void putByte(int value) {
        room(1);
        bytes[size++] = (byte) value;
    }

    public void putShort(int value) {
        room(2);
        SHORTS.set(bytes, size, (short) value);
        size += 2;
    }

    public void putInt(int value) {
        room(4);
        INTS.set(bytes, size, value);
        size += 4;
    }

    public void putLong(long value) {
        room(8);
        LONGS.set(bytes, size, value);
        size += 8;
    }

    public void put(byte[] value) {
        put(value, value.length);
    }

    public void put(byte[] value, int length) {
        room(length);
        System.arraycopy(value, 0, bytes, size, length);
        size += length;
    }

    private void room(int more) {
        if (bytes.length - size < more) bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
    }
}
