package dev.stationmaster.link;

import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Locale;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * permessage-deflate (RFC 7692) without context takeover in either direction, so that one compressor for each event loop serves all its links
 * and an idle link pays nothing. Call it on event loops only.
 */
final class MessageDeflate {
    /** What we answer to any offer we take. */
    static final String RESPONSE = "permessage-deflate; server_no_context_takeover; client_no_context_takeover";

    /** Smaller messages are sent as they are. */
    static final int WORTH_BYTES = 256;

    private static final byte[] TAIL = {0, 0, (byte) 0xFF, (byte) 0xFF};
    private static final ThreadLocal<MessageDeflate> MINE = ThreadLocal.withInitial(MessageDeflate::new);

    private final Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
    private final Inflater inflater = new Inflater(true);
    private final byte[] buffer = new byte[8192];

    private MessageDeflate() {}

    static MessageDeflate ofThisThread() {
        return MINE.get();
    }

    /** Whether one of the offers can be taken; a smaller window for us cannot, as the JDK's compressor knows one size only. */
    static boolean acceptable(List<String> headerLines) {
        for (String line : headerLines) {
            for (String offer : line.toLowerCase(Locale.ROOT).split(",")) {
                String[] parts = offer.split(";");
                if (!parts[0].trim().equals("permessage-deflate")) continue;
                boolean fits = true;
                for (int i = 1; i < parts.length; i++) {
                    String parameter =
                            parts[i].replace("\"", "").replace(" ", "").trim();
                    fits &= parameter.equals("server_no_context_takeover")
                            || parameter.equals("client_no_context_takeover")
                            || parameter.startsWith("client_max_window_bits")
                            || parameter.equals("server_max_window_bits=15");
                }
                if (fits) return true;
            }
        }
        return false;
    }

    /** One message compressed, without the tail that RFC 7692 §7.2.1 takes off. */
    byte[] deflate(byte[] message) {
        deflater.reset();
        deflater.setInput(message);
        var out = new ByteArrayOutputStream(message.length / 2 + 16);
        int n;
        do {
            n = deflater.deflate(buffer, 0, buffer.length, Deflater.SYNC_FLUSH);
            out.write(buffer, 0, n);
        } while (n == buffer.length);
        byte[] all = out.toByteArray();
        return java.util.Arrays.copyOf(all, all.length - TAIL.length);
    }

    /**
     * One message inflated.
     *
     * @throws LinkViolation 1009 as soon as more than {@code limit} bytes come out, 1007 when it is not deflated data
     */
    byte[] inflate(byte[] compressed, int limit) throws LinkViolation {
        inflater.reset();
        inflater.setInput(compressed);
        var out = new ByteArrayOutputStream(Math.min(limit, compressed.length * 4));
        boolean tailGiven = false;
        try {
            while (!inflater.finished()) {
                int n = inflater.inflate(buffer);
                if (n > 0) {
                    if (out.size() + n > limit) throw LinkViolation.tooLarge(limit);
                    out.write(buffer, 0, n);
                } else if (inflater.needsDictionary()) {
                    throw new LinkViolation(1007, "compressed data needs a dictionary");
                } else if (tailGiven) {
                    break;
                } else {
                    inflater.setInput(TAIL);
                    tailGiven = true;
                }
            }
        } catch (DataFormatException e) {
            throw new LinkViolation(1007, "compressed data is broken");
        }
        return out.toByteArray();
    }
}
