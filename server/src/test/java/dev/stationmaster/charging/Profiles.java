package dev.stationmaster.charging;

import dev.stationmaster.command.ChargingProfile;
import dev.stationmaster.command.ChargingProfile.Kind;
import dev.stationmaster.command.ChargingProfile.Purpose;
import dev.stationmaster.command.ChargingProfile.Recurrency;
import dev.stationmaster.command.ChargingSchedule;
import dev.stationmaster.command.ChargingSchedule.Period;
import dev.stationmaster.command.ChargingSchedule.Unit;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Builds profiles for tests; what is not said is usual. */
final class Profiles {
    static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

    private int id = 1;
    private int evse = 1;
    private int stackLevel;
    private Purpose purpose = Purpose.TX_DEFAULT;
    private Kind kind = Kind.ABSOLUTE;
    private @Nullable Recurrency recurrency;
    private @Nullable Instant validFrom;
    private @Nullable Instant validTo;
    private @Nullable String transaction;
    private Unit unit = Unit.A;
    private @Nullable Instant start = NOON;
    private @Nullable Integer duration;
    private @Nullable BigDecimal minRate;
    private int schedules = 1;
    private final List<Period> periods = new ArrayList<>();

    private Profiles() {}

    static Profiles of(Purpose purpose) {
        var profile = new Profiles();
        profile.purpose = purpose;
        if (purpose == Purpose.CHARGING_STATION_MAX) profile.evse = 0;
        if (purpose == Purpose.TX) profile.transaction = "T1";
        return profile;
    }

    Profiles id(int chosen) {
        id = chosen;
        return this;
    }

    Profiles evse(int number) {
        evse = number;
        return this;
    }

    Profiles level(int level) {
        stackLevel = level;
        return this;
    }

    Profiles relative() {
        kind = Kind.RELATIVE;
        start = null;
        return this;
    }

    Profiles recurring(@Nullable Recurrency how) {
        kind = Kind.RECURRING;
        recurrency = how;
        return this;
    }

    Profiles kind(Kind wanted, @Nullable Recurrency how) {
        kind = wanted;
        recurrency = how;
        return this;
    }

    Profiles valid(@Nullable Instant from, @Nullable Instant to) {
        validFrom = from;
        validTo = to;
        return this;
    }

    Profiles transaction(@Nullable String wireId) {
        transaction = wireId;
        return this;
    }

    Profiles unit(Unit wanted) {
        unit = wanted;
        return this;
    }

    Profiles start(@Nullable Instant at) {
        start = at;
        return this;
    }

    Profiles duration(@Nullable Integer seconds) {
        duration = seconds;
        return this;
    }

    Profiles minRate(String rate) {
        minRate = new BigDecimal(rate);
        return this;
    }

    Profiles schedules(int count) {
        schedules = count;
        return this;
    }

    Profiles period(int startSeconds, String limit) {
        return period(startSeconds, limit, null, null);
    }

    Profiles period(int startSeconds, String limit, @Nullable Integer phases, @Nullable Integer phaseToUse) {
        periods.add(new Period(startSeconds, new BigDecimal(limit), phases, phaseToUse));
        return this;
    }

    ChargingProfile profile() {
        if (periods.isEmpty()) period(0, "16");
        var schedule = new ChargingSchedule(1, unit, start, duration, minRate, periods);
        return new ChargingProfile(
                id,
                stackLevel,
                purpose,
                kind,
                recurrency,
                validFrom,
                validTo,
                transaction,
                java.util.Collections.nCopies(schedules, schedule));
    }

    int evse() {
        return evse;
    }

    InstalledProfile installed() {
        return new InstalledProfile(evse, InstalledProfile.OURS, profile(), true, "set", NOON);
    }
}
