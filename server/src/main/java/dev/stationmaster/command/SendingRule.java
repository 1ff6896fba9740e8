package dev.stationmaster.command;

import dev.stationmaster.station.Station;
import org.jspecify.annotations.Nullable;

/** What a feature knows that speaks against sending a command; not asked when the operator forces it. Beans of this type are found. */
@FunctionalInterface
public interface SendingRule {
    /** @return the rule in words; null when none speaks against it */
    @Nullable
    String against(Station station, StationCommand command);
}
