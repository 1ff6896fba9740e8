package dev.stationmaster.file;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Names of files as strangers give them, made harmless. They are shown and sent, never used as a path here. */
final class FileNames {
    private static final int LONGEST = 150;
    private static final Pattern UNWANTED = Pattern.compile("[\\p{Cntrl}\\p{Cf}\"<>|*?:;\\\\/]+");

    private FileNames() {}

    /** The last part of a path; {@code otherwise} when nothing is left of it. */
    static String clean(@Nullable String given, String otherwise) {
        if (given == null) return otherwise;
        String path = given.replace('\\', '/');
        String name = UNWANTED.matcher(path.substring(path.lastIndexOf('/') + 1))
                .replaceAll("_")
                .strip();
        if (name.length() > LONGEST) name = name.substring(name.length() - LONGEST);
        return name.isEmpty() || name.chars().allMatch(c -> c == '.') ? otherwise : name;
    }
}
