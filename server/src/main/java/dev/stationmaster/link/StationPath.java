package dev.stationmaster.link;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Finds the station's identity in the path of an upgrade request (OCPP-J 1.6 §3.1.1; 2.x part 4 §3.1). */
final class StationPath {
    private static final int LONGEST = 48;

    private StationPath() {}

    /** The path alone: without query and fragment, which mean nothing here, and without one trailing slash. */
    static String of(String target) {
        String path = withoutQuery(target);
        return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }

    static String withoutQuery(String target) {
        for (int i = 0; i < target.length(); i++) {
            char c = target.charAt(i);
            if (c == '?' || c == '#') return target.substring(0, i);
        }
        return target;
    }

    /** The last segment as sent, not decoded. */
    static String lastSegment(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /**
     * The identity of the last segment, decoded once as UTF-8; a plus sign stays one, as this is a path and not a form.
     *
     * @return empty unless it has 1 to 48 characters, none of them a control character
     */
    static Optional<String> identity(String path) {
        return decoded(lastSegment(path)).filter(StationPath::lawful);
    }

    /** Whether {@code path} is {@code prefix} and one or more segments. */
    static boolean below(String path, String prefix) {
        String trimmed = prefix.endsWith("/") ? prefix.substring(0, prefix.length() - 1) : prefix;
        String rooted = trimmed.isEmpty() || trimmed.startsWith("/") ? trimmed : "/" + trimmed;
        return path.length() > rooted.length() && path.startsWith(rooted) && path.charAt(rooted.length()) == '/';
    }

    private static boolean lawful(String identity) {
        int length = identity.codePointCount(0, identity.length());
        return length >= 1 && length <= LONGEST && identity.chars().noneMatch(Character::isISOControl);
    }

    private static Optional<String> decoded(String segment) {
        var bytes = new ByteArrayOutputStream(segment.length());
        for (int i = 0; i < segment.length(); i++) {
            char c = segment.charAt(i);
            if (c != '%') {
                // The HTTP decoder reads header bytes as Latin-1, so an unencoded UTF-8 byte is one char below 256.
                bytes.write(c);
                continue;
            }
            if (i + 2 >= segment.length()) return Optional.empty();
            int high = Character.digit(segment.charAt(i + 1), 16);
            int low = Character.digit(segment.charAt(i + 2), 16);
            if (high < 0 || low < 0) return Optional.empty();
            bytes.write(high << 4 | low);
            i += 2;
        }
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes.toByteArray()))
                    .toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }
}
