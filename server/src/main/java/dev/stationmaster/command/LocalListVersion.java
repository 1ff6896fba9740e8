package dev.stationmaster.command;

/**
 * What a station says its local authorization list has for a version.
 *
 * @param version 0 when it has none; -1 when it keeps none (1.6)
 */
public record LocalListVersion(int version) {
    /** The same in words. */
    public String words() {
        return switch (version) {
            case -1 -> "the station keeps no local list, or it is switched off there";
            case 0 -> "the station has no local list, or an empty one";
            default -> "the station's list has version " + version;
        };
    }
}
