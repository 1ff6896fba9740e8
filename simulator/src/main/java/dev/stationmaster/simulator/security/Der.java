package dev.stationmaster.simulator.security;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** As much of DER (X.690) as a certificate request needs, written and read by hand. */
final class Der {
    private Der() {}

    static byte[] sequence(byte[]... parts) {
        return tagged(0x30, parts);
    }

    static byte[] set(byte[]... parts) {
        return tagged(0x31, parts);
    }

    static byte[] zero() {
        return tagged(0x02, new byte[1]);
    }

    static byte[] utf8(String text) {
        return tagged(0x0c, text.getBytes(StandardCharsets.UTF_8));
    }

    static byte[] bits(byte[] bytes) {
        return tagged(0x03, new byte[1], bytes);
    }

    static byte[] nothing() {
        return tagged(0x05);
    }

    /** The first context-specific, constructed tag, empty: no attributes. */
    static byte[] noAttributes() {
        return tagged(0xa0);
    }

    /** @param numbers at least two */
    static byte[] oid(int... numbers) {
        var out = new ByteArrayOutputStream();
        out.write(numbers[0] * 40 + numbers[1]);
        for (int i = 2; i < numbers.length; i++) {
            for (int shift = 28; shift > 0; shift -= 7) {
                if (numbers[i] >>> shift != 0) {
                    out.write(0x80 | numbers[i] >>> shift & 0x7f);
                }
            }
            out.write(numbers[i] & 0x7f);
        }
        return tagged(0x06, out.toByteArray());
    }

    private static byte[] tagged(int tag, byte[]... parts) {
        var length = Arrays.stream(parts).mapToInt(part -> part.length).sum();
        var out = new ByteArrayOutputStream(length + 4);
        out.write(tag);
        if (length < 0x80) {
            out.write(length);
        } else if (length < 0x100) {
            out.write(0x81);
            out.write(length);
        } else {
            out.write(0x82);
            out.write(length >> 8);
            out.write(length);
        }
        for (var part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }

    /** The bits of the key in a SubjectPublicKeyInfo, which are what OCSP hashes. */
    static byte[] keyBits(byte[] info) {
        var inside = content(info, 0);
        var key = content(info, inside[0] + span(info, inside[0]));
        return Arrays.copyOfRange(info, key[0] + 1, key[1]);
    }

    /** Where the content of the element at {@code at} begins and ends. */
    private static int[] content(byte[] der, int at) {
        var first = der[at + 1] & 0xff;
        var more = first < 0x80 ? 0 : first & 0x7f;
        var length = first < 0x80 ? first : 0;
        for (int i = 0; i < more; i++) {
            length = length << 8 | der[at + 2 + i] & 0xff;
        }
        var begin = at + 2 + more;
        return new int[] {begin, begin + length};
    }

    private static int span(byte[] der, int at) {
        return content(der, at)[1] - at;
    }
}
