package dev.stationmaster.overview;

import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The states of a connector as an operator tells them apart; words of 1.6 and 2.x alike. */
enum ConnectorKind {
    AVAILABLE,
    OCCUPIED,
    CHARGING,
    SUSPENDED,
    RESERVED,
    UNAVAILABLE,
    FAULTED,
    OFFLINE;

    private static final Map<String, ConnectorKind> OF_WORD = Map.ofEntries(
            Map.entry("Available", AVAILABLE),
            Map.entry("Charging", CHARGING),
            Map.entry("SuspendedEV", SUSPENDED),
            Map.entry("SuspendedEVSE", SUSPENDED),
            Map.entry("Reserved", RESERVED),
            Map.entry("Unavailable", UNAVAILABLE),
            Map.entry("Faulted", FAULTED));

    /** A word that nobody knows counts as occupied, because something is there; so does one that is occupied and does not charge. */
    static ConnectorKind of(String status, @Nullable String chargingState) {
        String word = status.equals("Occupied") && chargingState != null ? chargingState : status;
        return OF_WORD.getOrDefault(word, OCCUPIED);
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
