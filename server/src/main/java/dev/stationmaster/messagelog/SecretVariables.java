package dev.stationmaster.messagelog;

import dev.stationmaster.station.StationId;

/** Knows more secrets than names betray: variables that a station declared write-only. Beans of this type are asked before a value is stored. */
@FunctionalInterface
public interface SecretVariables {
    /** Must answer from memory. {@code component} is empty for a configuration key of 1.6. */
    boolean isSecret(StationId station, String component, String variable);
}
