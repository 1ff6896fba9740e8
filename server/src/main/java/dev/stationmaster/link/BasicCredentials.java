package dev.stationmaster.link;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * User and secret of an HTTP Basic header. The secret stays bytes: a 1.6 key may be binary and may hold colons, so only the first colon splits.
 */
record BasicCredentials(String user, byte[] secret) {
    private static final String SCHEME = "Basic ";

    /** Empty when there is no header, it is of another scheme, or it is not base64 with a colon in it. */
    static Optional<BasicCredentials> of(@Nullable String header) {
        if (header == null || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) return Optional.empty();
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(header.substring(SCHEME.length()).trim());
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        for (int colon = 0; colon < bytes.length; colon++) {
            if (bytes[colon] != ':') continue;
            return Optional.of(new BasicCredentials(
                    new String(bytes, 0, colon, StandardCharsets.UTF_8),
                    Arrays.copyOfRange(bytes, colon + 1, bytes.length)));
        }
        return Optional.empty();
    }

    /** Secrets stay out of logs. */
    @Override
    public String toString() {
        return "user=" + user;
    }
}
