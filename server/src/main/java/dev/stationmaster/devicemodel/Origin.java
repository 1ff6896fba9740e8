package dev.stationmaster.devicemodel;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How we know a value.
 *
 * @param source report or event when the station told it, get when it was asked, set when it took what we sent
 * @param actor who asked or set; null for what the station told by itself
 * @param command under which the API shows that; null likewise
 */
public record Origin(
        String source, @Nullable String actor, @Nullable UUID command) {
    static final Origin REPORT = of("report");

    static Origin of(String source) {
        return new Origin(source, null, null);
    }
}
