package dev.stationmaster.settings;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the console draws its map from.
 *
 * @param text as the setting has it; empty for outlines
 */
public record MapSource(Kind kind, String text) {
    /** Where streets come from. */
    public enum Kind {
        /** Outlines of countries, which the console brings along. */
        OUTLINES,
        /** A PMTiles file in the folder {@code maps} of the data folder. */
        FILE,
        /** A PMTiles file of another web server. */
        PMTILES,
        /** Pictures of another web server, one for each place and zoom. */
        TILES
    }

    private static final String HOST = "https?://(?:\\{s}\\.)?[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?(?::\\d{1,5})?";
    private static final String REST = "[A-Za-z0-9._~!$&()*+=:@%/?{}-]*";
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}\\.pmtiles");
    private static final Pattern PMTILES = Pattern.compile("https?://[A-Za-z0-9.-]+(?::\\d{1,5})?/"
            + "[A-Za-z0-9._~!$&()*+=:@%/-]*\\.pmtiles(?:\\?[A-Za-z0-9._~!$&()*+=:@%/-]*)?");
    private static final Pattern TILES = Pattern.compile(HOST + "/" + "(?=\\S*\\{z})(?=\\S*\\{x})(?=\\S*\\{y})" + REST);
    private static final Pattern ORIGIN = Pattern.compile(HOST);
    private static final int LONGEST = 500;

    /** What the setting must be, in words that complete "must be …". */
    static final String RULE =
            "empty, the name of a .pmtiles file in the folder maps of the data folder, the address of a .pmtiles file, or an"
                    + " address of tiles with {z}, {x} and {y}";

    /** @throws IllegalArgumentException when it is none of these */
    public static MapSource of(String text) {
        if (text.isEmpty()) return new MapSource(Kind.OUTLINES, text);
        if (text.length() > LONGEST) throw new IllegalArgumentException();
        if (NAME.matcher(text).matches()) return new MapSource(Kind.FILE, text);
        if (PMTILES.matcher(text).matches()) return new MapSource(Kind.PMTILES, text);
        if (TILES.matcher(text).matches()) return new MapSource(Kind.TILES, text);
        throw new IllegalArgumentException();
    }

    /** The other web server, as a content security policy names it; empty when there is none. */
    public Optional<String> origin() {
        Matcher found = ORIGIN.matcher(text);
        return found.lookingAt() ? Optional.of(found.group().replace("{s}.", "*.")) : Optional.empty();
    }
}
