package dev.stationmaster.simulator.profile;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A charging profile that the server has set, of 1.6 or 2.x.
 *
 * @param evse        0 for the whole station
 * @param transaction null until the session of a remote start has one
 * @param perPhase    limits are amperes per phase; else watts of all phases
 * @param json        as it came, for reports
 */
public record Profile(
        int evse,
        int id,
        int level,
        String purpose,
        String kind,
        String recurrency,
        @Nullable Instant validFrom,
        @Nullable Instant validTo,
        @Nullable String transaction,
        boolean perPhase,
        @Nullable Instant start,
        @Nullable Integer duration,
        List<Step> steps,
        String json) {
    private static final long DAY = 86_400;

    /** A limit from so many seconds on. */
    public record Step(int from, double limit, int phases) {}

    /** Reads both spellings. */
    public static Profile of(int evse, JsonNode said) {
        var schedule = said.path("chargingSchedule");
        if (schedule.isArray()) {
            schedule = schedule.path(0);
        }
        var steps = new ArrayList<Step>();
        for (var period : schedule.path("chargingSchedulePeriod")) {
            steps.add(new Step(
                    period.path("startPeriod").asInt(0),
                    period.path("limit").asDouble(0),
                    period.path("numberPhases").asInt(3)));
        }
        var transaction = said.path("transactionId");
        return new Profile(
                evse,
                said.path("id").asInt(said.path("chargingProfileId").asInt(0)),
                said.path("stackLevel").asInt(0),
                said.path("chargingProfilePurpose").asString("").replace("ChargePointMax", "ChargingStationMax"),
                said.path("chargingProfileKind").asString(""),
                said.path("recurrencyKind").asString(""),
                time(said.path("validFrom")),
                time(said.path("validTo")),
                transaction.isMissingNode() ? null : transaction.asString(),
                schedule.path("chargingRateUnit").asString("").equals("A"),
                time(schedule.path("startSchedule")),
                schedule.path("duration").isMissingNode()
                        ? null
                        : (Integer) schedule.path("duration").asInt(),
                List.copyOf(steps),
                said.toString());
    }

    private static @Nullable Instant time(JsonNode text) {
        return text.isMissingNode() ? null : Instant.parse(text.asString());
    }

    public boolean hasPurpose(String wanted) {
        return purpose.equals(wanted);
    }

    Profile forTransaction(String id) {
        return new Profile(
                evse,
                this.id,
                level,
                purpose,
                kind,
                recurrency,
                validFrom,
                validTo,
                id,
                perPhase,
                start,
                duration,
                steps,
                json);
    }

    /** What it says at a moment; null when nothing. {@code begun} is when the session began. */
    @Nullable
    Step at(Instant now, Instant begun) {
        if (validFrom != null && now.isBefore(validFrom) || validTo != null && !now.isBefore(validTo)) {
            return null;
        }
        var from = start == null ? begun : start;
        var seconds = Math.floorDiv(now.toEpochMilli() - from.toEpochMilli(), 1000L);
        if (seconds < 0) {
            return null;
        }
        if (kind.equals("Recurring")) {
            // As most stations do it: in UTC, whatever the clocks on the walls say.
            seconds %= recurrency.equals("Weekly") ? 7 * DAY : DAY;
        }
        if (duration != null && seconds >= duration) {
            return null;
        }
        Step acting = null;
        for (var step : steps) {
            if (step.from <= seconds) {
                acting = step;
            }
        }
        return acting;
    }
}
