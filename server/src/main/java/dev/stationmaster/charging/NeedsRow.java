package dev.stationmaster.charging;

import dev.stationmaster.command.ChargingProfile;
import dev.stationmaster.command.ChargingSchedule;
import dev.stationmaster.station.StationId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The needs of the car at an EVSE, and what came of them.
 *
 * @param transaction as the station names it; null until one runs
 * @param answer accepted, processing or none
 * @param profile the last that the server sent by itself
 * @param outcome the station's word on it, or why there is none
 * @param operatorProfile for the same transaction: ours stays within it
 * @param corrected whether the car exceeded the schedule and got it again
 * @param schedule how the car means to charge, counted from {@code scheduleFrom}
 * @param verdict accepted or rejected, of that schedule
 */
record NeedsRow(
        StationId station,
        int evse,
        @Nullable String transaction,
        EvNeeds needs,
        String answer,
        Instant receivedAt,
        @Nullable ChargingProfile profile,
        @Nullable Instant sentAt,
        @Nullable String outcome,
        @Nullable ChargingProfile operatorProfile,
        boolean corrected,
        @Nullable ChargingSchedule schedule,
        @Nullable Instant scheduleFrom,
        @Nullable Instant scheduleAt,
        @Nullable String verdict,
        @Nullable String verdictReason) {}
