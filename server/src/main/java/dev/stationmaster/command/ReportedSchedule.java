package dev.stationmaster.command;

import dev.stationmaster.command.ChargingSchedule.Period;
import dev.stationmaster.command.ChargingSchedule.Unit;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The composite schedule that a station answered.
 *
 * @param evse 0 is the grid connection
 * @param start station clock; null when it did not tell
 * @param durationSeconds null when it did not tell
 */
public record ReportedSchedule(
        int evse, @Nullable Instant start, @Nullable Integer durationSeconds, Unit unit, List<Period> periods) {}
