package dev.stationmaster.file;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PushbackInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the one file out of a multipart body as it comes in (RFC 7578), without keeping it in memory. */
final class MultipartBody {
    private static final Pattern BOUNDARY = Pattern.compile("(?i);\\s*boundary=(?:\"([^\"]{1,70})\"|([^\\s;]{1,70}))");
    private static final Pattern FILE_NAME =
            Pattern.compile("(?i);\\s*filename=(?:\"((?:[^\"\\\\]|\\\\.)*)\"|([^\\s;]+))");
    private static final int LONGEST_HEADERS = 8 * 1024;
    private static final int CHUNK = 16 * 1024;

    private final PushbackInputStream in;
    private final byte[] delimiter;

    private MultipartBody(InputStream in, String boundary) {
        this.delimiter = ("\r\n--" + boundary).getBytes(StandardCharsets.ISO_8859_1);
        this.in = new PushbackInputStream(in, CHUNK + delimiter.length);
    }

    /** Empty when the content type is not multipart. */
    static Optional<MultipartBody> of(@Nullable String contentType, InputStream in) {
        if (contentType == null || !contentType.strip().regionMatches(true, 0, "multipart/", 0, 10))
            return Optional.empty();
        Matcher boundary = BOUNDARY.matcher(contentType);
        if (!boundary.find()) return Optional.empty();
        return Optional.of(new MultipartBody(in, boundary.group(boundary.group(1) != null ? 1 : 2)));
    }

    /** Where a file begins that was found in the body. */
    interface FileSink {
        /** @param name as the sender calls it; null when it does not */
        OutputStream begin(@Nullable String name) throws IOException;
    }

    /**
     * Copies the first part that has a file name; fields before it are skipped.
     *
     * @return false when there is none
     * @throws IOException also when the body ends before the file does
     */
    boolean copyFile(FileSink sink) throws IOException {
        // The first delimiter stands at the very beginning, without a line break before it.
        in.unread(new byte[] {'\r', '\n'});
        copyPart(OutputStream.nullOutputStream());
        while (!atEnd()) {
            String headers = headers();
            Matcher name = FILE_NAME.matcher(headers);
            if (!name.find() && !headers.toLowerCase(Locale.ROOT).contains("octet-stream")) {
                copyPart(OutputStream.nullOutputStream());
                continue;
            }
            String given = name.reset().find() ? name.group(name.group(1) != null ? 1 : 2) : null;
            copyPart(sink.begin(given));
            return true;
        }
        return false;
    }

    /** After a delimiter: two dashes end the body, a line break begins a part. */
    private boolean atEnd() throws IOException {
        byte[] two = in.readNBytes(2);
        return two.length < 2 || two[0] == '-' && two[1] == '-';
    }

    /** The header lines of a part, up to the empty line that ends them. */
    private String headers() throws IOException {
        var all = new ByteArrayOutputStream();
        int inLine = 0;
        for (int one; (one = in.read()) >= 0 && all.size() < LONGEST_HEADERS; ) {
            if (one == '\n' && inLine == 0) return all.toString(StandardCharsets.UTF_8);
            if (one == '\n') inLine = 0;
            else if (one != '\r') inLine++;
            all.write(one);
        }
        throw new IOException("the multipart body is broken");
    }

    /** Copies up to the next delimiter, and reads that too. */
    private void copyPart(OutputStream out) throws IOException {
        byte[] buffer = new byte[CHUNK];
        while (true) {
            int length = in.readNBytes(buffer, 0, CHUNK);
            int at = indexOf(buffer, length);
            if (at >= 0) {
                out.write(buffer, 0, at);
                int after = at + delimiter.length;
                in.unread(buffer, after, length - after);
                return;
            }
            if (length < CHUNK) throw new IOException("the multipart body is cut short");
            int safe = length - delimiter.length + 1;
            out.write(buffer, 0, safe);
            in.unread(buffer, safe, length - safe);
        }
    }

    private int indexOf(byte[] buffer, int length) {
        for (int i = 0; i + delimiter.length <= length; i++) {
            if (buffer[i] == delimiter[0]
                    && Arrays.equals(buffer, i, i + delimiter.length, delimiter, 0, delimiter.length)) return i;
        }
        return -1;
    }
}
