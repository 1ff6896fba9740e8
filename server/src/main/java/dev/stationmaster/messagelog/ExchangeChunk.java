package dev.stationmaster.messagelog;

import com.github.luben.zstd.Zstd;
import dev.stationmaster.platform.database.ByteWriter;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What was said in some exchanges, compressed together: alike as they are, they take a fraction of what each would take alone. */
final class ExchangeChunk {
    /** A reader of one row decompresses its whole chunk, so chunks stay small. */
    static final int MOST_EXCHANGES = 256;

    static final int MOST_BYTES = 256 * 1024;

    private static final int LEVEL = 1;
    private static final int LARGEST_READ = 64 * 1024 * 1024;

    /**
     * What was said in one exchange.
     *
     * @param violations as JSON, null when there are none
     * @param findings as JSON, null when there are none
     */
    record Said(byte[] request, byte @Nullable [] response, byte @Nullable [] violations, byte @Nullable [] findings) {}

    private final ByteWriter plain = new ByteWriter();
    private int exchanges;

    void add(Said said) {
        for (byte[] part : Arrays.asList(said.request(), said.response(), said.violations(), said.findings()))
            put(part);
        exchanges++;
    }

    private void put(byte @Nullable [] part) {
        if (part == null) {
            plain.putInt(-1);
        } else {
            plain.putInt(part.length);
            plain.put(part);
        }
    }

    int exchanges() {
        return exchanges;
    }

    /** Forgets what a failed attempt left behind. */
    void clear() {
        plain.clear();
        exchanges = 0;
    }

    boolean full() {
        return exchanges >= MOST_EXCHANGES || plain.size() >= MOST_BYTES;
    }

    /** The chunk as it is stored; afterwards this is empty again. */
    byte[] compress() {
        var room = new byte[(int) Zstd.compressBound(plain.size())];
        long length = Zstd.compressByteArray(room, 0, room.length, plain.array(), 0, plain.size(), LEVEL);
        if (Zstd.isError(length)) throw new IllegalStateException("zstd: " + Zstd.getErrorName(length));
        clear();
        return Arrays.copyOf(room, (int) length);
    }

    /** What stands at these places of a stored chunk. */
    static Map<Integer, Said> read(byte[] compressed, List<Integer> offsets) {
        long size = Zstd.getFrameContentSize(compressed);
        if (size < 0 || size > LARGEST_READ) throw new IllegalStateException("a chunk of " + size + " bytes");
        var plain = ByteBuffer.wrap(Zstd.decompress(compressed, (int) size));
        var found = new TreeMap<Integer, Said>();
        for (int offset = 0; plain.hasRemaining() && found.size() < offsets.size(); offset++) {
            if (offsets.contains(offset)) {
                byte[] request = part(plain);
                if (request == null) throw new IllegalStateException("an exchange without a request");
                found.put(offset, new Said(request, part(plain), part(plain), part(plain)));
            } else {
                for (int i = 0; i < 4; i++) skip(plain);
            }
        }
        return found;
    }

    private static void skip(ByteBuffer plain) {
        int length = Math.max(0, plain.getInt());
        plain.position(plain.position() + length);
    }

    private static byte @Nullable [] part(ByteBuffer plain) {
        int length = plain.getInt();
        if (length < 0) return null;
        var part = new byte[length];
        plain.get(part);
        return part;
    }
}
