package dev.stationmaster.file;

import dev.stationmaster.file.FileRefused.Why;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A path of the file service: {@code /files/17/<secret>/} and whatever the station appends to it. Some put a file name there, some a folder and a
 * name, some nothing.
 *
 * @param name the last part; empty when nothing was appended
 */
record GrantPath(long grant, String secret, String name) {
    static final String ROOT = "/files";
    private static final Pattern PATH = Pattern.compile("/+files/+(\\d{1,18})/+([^/]{1,100})(?:/(.*))?");

    static GrantPath of(String path) throws FileRefused {
        Matcher matcher = PATH.matcher(path);
        if (!matcher.matches()) throw new FileRefused(Why.WRONG_CREDENTIALS);
        String rest = matcher.group(3) == null ? "" : matcher.group(3);
        return new GrantPath(Long.parseLong(matcher.group(1)), matcher.group(2), decoded(rest));
    }

    private static String decoded(String rest) {
        String last = rest.replaceAll("/+$", "");
        last = last.substring(last.lastIndexOf('/') + 1);
        try {
            return URLDecoder.decode(last.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return last;
        }
    }
}
