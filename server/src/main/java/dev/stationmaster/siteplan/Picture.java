package dev.stationmaster.siteplan;

import dev.stationmaster.platform.web.ApiProblem;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/** A picture as it was sent: PNG or JPEG, told by its bytes and not by what is said of it. */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Picture(String mediaType, int width, int height, byte[] bytes) {
    static final int MOST_BYTES = 8 * 1024 * 1024;
    private static final int MOST_PIXELS = 12_000;
    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
    private static final int PNG_SIZE_AT = 16;
    private static final int PNG_LEAST = 33;

    private record Size(int width, int height) {}

    /** @throws ApiProblem when it is too large, or no such picture */
    static Picture of(byte[] bytes) {
        if (bytes.length > MOST_BYTES)
            throw ApiProblem.of(HttpStatus.CONTENT_TOO_LARGE, "too-large", "A picture may have 8 MiB.");
        if (startsLikeText(bytes))
            throw ApiProblem.invalid(
                    "body", "PNG or JPEG", "An SVG can hold scripts and is not taken; send it as PNG or JPEG.");
        boolean png = bytes.length >= PNG_LEAST && Arrays.equals(bytes, 0, PNG.length, PNG, 0, PNG.length);
        Size size = png ? pngSize(bytes) : jpegSize(bytes);
        if (size == null) throw ApiProblem.invalid("body", "PNG or JPEG", "The picture is neither PNG nor JPEG.");
        if (size.width < 1 || size.height < 1 || size.width > MOST_PIXELS || size.height > MOST_PIXELS)
            throw ApiProblem.invalid(
                    "body", "1..12000 pixels", "Width and height of the picture are 1 to 12,000 pixels.");
        return new Picture(png ? "image/png" : "image/jpeg", size.width, size.height, bytes);
    }

    private static boolean startsLikeText(byte[] bytes) {
        for (byte one : bytes) {
            if (one == '<') return true;
            boolean before =
                    Character.isWhitespace(one) || one == (byte) 0xEF || one == (byte) 0xBB || one == (byte) 0xBF;
            if (!before) return false;
        }
        return false;
    }

    private static Size pngSize(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        return new Size(buffer.getInt(PNG_SIZE_AT), buffer.getInt(PNG_SIZE_AT + 4));
    }

    /** The segments up to the start of a frame, which tells the size (ITU T.81, B.2.2). */
    private static @Nullable Size jpegSize(byte[] bytes) {
        if (bytes.length < 4 || (bytes[0] & 0xFF) != 0xFF || (bytes[1] & 0xFF) != 0xD8) return null;
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        int at = 2;
        while (at + 9 < bytes.length && (bytes[at] & 0xFF) == 0xFF) {
            int marker = bytes[at + 1] & 0xFF;
            if (marker == 0xFF) {
                at++;
                continue;
            }
            boolean frame = marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
            if (frame) return new Size(buffer.getShort(at + 7) & 0xFFFF, buffer.getShort(at + 5) & 0xFFFF);
            at += 2 + (buffer.getShort(at + 2) & 0xFFFF);
        }
        return null;
    }
}
