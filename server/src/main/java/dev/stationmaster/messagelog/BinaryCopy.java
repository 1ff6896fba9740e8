package dev.stationmaster.messagelog;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import org.postgresql.copy.CopyManager;

/** Rows in PostgreSQL's binary COPY format: the cheapest way in. */
final class BinaryCopy {
    private static final byte[] SIGNATURE = {'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0};
    private static final long EPOCH_2000_SECONDS = 946_684_800L;
    private static final long EPOCH_2000_DAYS = 10_957L;

    private final ByteWriter out = new ByteWriter();

    void begin() {
        out.clear();
        out.put(SIGNATURE);
        out.putInt(0);
        out.putInt(0);
    }

    void row(int columns) {
        out.putShort(columns);
    }

    void int2(int value) {
        out.putInt(2);
        out.putShort(value);
    }

    void int4(int value) {
        out.putInt(4);
        out.putInt(value);
    }

    void int8(long value) {
        out.putInt(8);
        out.putLong(value);
    }

    void bool(boolean value) {
        out.putInt(1);
        out.putByte(value ? 1 : 0);
    }

    void timestamptz(Instant value) {
        int8((value.getEpochSecond() - EPOCH_2000_SECONDS) * 1_000_000 + value.getNano() / 1_000);
    }

    void date(LocalDate value) {
        int4((int) (value.toEpochDay() - EPOCH_2000_DAYS));
    }

    void text(String value) {
        bytea(value.getBytes(StandardCharsets.UTF_8));
    }

    void bytea(byte[] value) {
        out.putInt(value.length);
        out.put(value);
    }

    void send(CopyManager copies, String sql) throws SQLException {
        out.putShort(-1);
        var copy = copies.copyIn(sql);
        try {
            copy.writeToCopy(out.array(), 0, out.size());
            copy.endCopy();
        } finally {
            if (copy.isActive()) copy.cancelCopy();
        }
    }
}
