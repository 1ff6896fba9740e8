package dev.stationmaster.charging;

import dev.stationmaster.command.ChargingProfile;
import dev.stationmaster.command.ChargingProfile.Kind;
import dev.stationmaster.command.ChargingProfile.Purpose;
import dev.stationmaster.command.ChargingSchedule;
import dev.stationmaster.command.ChargingSchedule.Period;
import dev.stationmaster.command.ChargingSchedule.Unit;
import dev.stationmaster.command.StationCommand.ClearChargingProfile;
import dev.stationmaster.command.StationCommand.GetChargingProfiles;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the standards and the station's own limits say about a profile before it is sent. Pure. */
final class ProfileRules {
    private static final int MOST_SCHEDULES = 3;

    private static final String PROFILE = "chargingProfile.";
    private static final String TRANSACTION = PROFILE + "transactionId";

    private final List<Broken> broken = new ArrayList<>();

    private ProfileRules() {}

    /**
     * @param field of the command that is to blame, such as {@code chargingProfile.stackLevel}
     * @param rule the requirement, as the standard numbers it
     */
    record Broken(String field, String rule, String message) {
        @Override
        public String toString() {
            return message + " (" + rule + ")";
        }
    }

    /** @param remoteStart it goes with a remote start, so there is no transaction yet */
    record Order(int evse, ChargingProfile profile, boolean remoteStart) {}

    /**
     * What the station told of itself; empty or null where it never did.
     *
     * @param phaseSwitching whether the EVSE can change the phase it uses
     */
    record Declared(
            Abilities abilities,
            OptionalInt maxStackLevel,
            OptionalInt maxPeriods,
            OptionalInt maxProfiles,
            Set<Unit> units,
            @Nullable Boolean phaseSwitching) {}

    /**
     * @param running the transactions on the EVSE, as the station names them
     * @param tuples how many periods a car takes that told its needs (ISO 15118); empty without such a car
     */
    record Surroundings(
            List<InstalledProfile> installed, Set<String> running, List<ExternalLimit> limits, OptionalInt tuples) {
        Surroundings(List<InstalledProfile> installed, Set<String> running, List<ExternalLimit> limits) {
            this(installed, running, limits, OptionalInt.empty());
        }
    }

    /** Everything that speaks against setting it. */
    static List<Broken> broken(Order order, Declared declared, Surroundings now) {
        var rules = new ProfileRules();
        rules.purpose(order, now, declared.abilities);
        rules.times(order.profile);
        List<ChargingSchedule> schedules = order.profile.schedules();
        for (int i = 0; i < schedules.size(); i++) {
            rules.schedule(PROFILE + "chargingSchedule[" + i + "].", order.profile, schedules.get(i), declared);
        }
        rules.numbers(order, declared, now);
        if (!order.remoteStart && !declared.abilities.replacesSameStack()) rules.neighbours(order, now);
        rules.limits(order, now);
        return rules.broken;
    }

    private void refuse(boolean wrong, String field, String rule, String message) {
        if (wrong) broken.add(new Broken(field, rule, message));
    }

    private void purpose(Order order, Surroundings now, Abilities abilities) {
        ChargingProfile profile = order.profile;
        String transaction = profile.transactionId();
        refuse(
                profile.purpose() == Purpose.EXTERNAL,
                PROFILE + "chargingProfilePurpose",
                "K01.FR.22",
                "a CSMS never sets ChargingStationExternalConstraints");
        if (profile.purpose() == Purpose.CHARGING_STATION_MAX) {
            refuse(order.evse != 0, "evse", "K04.FR.03; 1.6 §3.13.1", "the station's maximum is set on EVSE 0");
            refuse(
                    profile.kind() == Kind.RELATIVE && !abilities.replacesSameStack(),
                    PROFILE + "chargingProfileKind",
                    "K01.FR.38",
                    "the station's maximum cannot be Relative");
        }
        if (order.remoteStart) {
            refuse(
                    profile.purpose() != Purpose.TX,
                    PROFILE + "chargingProfilePurpose",
                    "K05.FR.02; 1.6 §3.13.1",
                    "a remote start takes a TxProfile");
            refuse(transaction != null, TRANSACTION, "F01.FR.11; 1.6 errata 3.41", "there is no transaction yet");
            return;
        }
        if (profile.purpose() != Purpose.TX) {
            refuse(transaction != null, TRANSACTION, "K02.FR.03; 1.6 §3.13.1", "only a TxProfile names a transaction");
            return;
        }
        refuse(
                order.evse == 0,
                "evse",
                "K01.FR.16; 1.6 §3.13.1",
                "a TxProfile is set on the EVSE of its transaction, not on 0");
        refuse(
                transaction == null,
                TRANSACTION,
                "K01.FR.03; 1.6 §3.13.1",
                "a TxProfile needs a transaction, and none runs on EVSE " + order.evse);
        refuse(
                transaction != null && order.evse != 0 && !now.running.contains(transaction),
                TRANSACTION,
                "K01.FR.03; 1.6 §3.13.1",
                "transaction " + transaction + " does not run on EVSE " + order.evse);
    }

    private void times(ChargingProfile profile) {
        refuse(
                (profile.recurrency() != null) != (profile.kind() == Kind.RECURRING),
                PROFILE + "recurrencyKind",
                "recurrencyKind; 1.6 §7.8",
                "recurrencyKind goes with Recurring, and only with it");
        Instant from = profile.validFrom();
        Instant to = profile.validTo();
        refuse(
                from != null && to != null && !from.isBefore(to),
                PROFILE + "validTo",
                "validTo",
                "validTo lies after validFrom");
    }

    private void schedule(String path, ChargingProfile profile, ChargingSchedule schedule, Declared declared) {
        boolean started = schedule.start() != null;
        refuse(
                !started && (profile.kind() == Kind.ABSOLUTE || profile.kind() == Kind.RECURRING),
                path + "startSchedule",
                "K01.FR.40; 1.6 §7.9",
                profile.kind().word() + " needs startSchedule");
        refuse(
                started && profile.kind() == Kind.RELATIVE,
                path + "startSchedule",
                "K01.FR.41; 1.6 §7.9",
                "Relative counts from the start of charging and has no startSchedule");
        refuse(
                !declared.units.isEmpty() && !declared.units.contains(schedule.unit()),
                path + "chargingRateUnit",
                "K01.FR.26; 1.6 ChargingScheduleAllowedChargingRateUnit",
                "the station takes limits in " + declared.units + ", not in " + schedule.unit());
        refuse(
                declared.maxPeriods.isPresent() && schedule.periods().size() > declared.maxPeriods.getAsInt(),
                path + "chargingSchedulePeriod",
                "SmartChargingCtrlr.PeriodsPerSchedule; 1.6 ChargingScheduleMaxPeriods",
                "the station takes " + declared.maxPeriods.orElse(0) + " periods in a schedule");
        refuse(
                finer(schedule.minChargingRate()),
                path + "minChargingRate",
                "minChargingRate; 1.6 §7.13",
                "minChargingRate has at most one decimal");
        periods(path, schedule.periods(), declared);
    }

    private void periods(String path, List<Period> periods, Declared declared) {
        refuse(
                !periods.isEmpty() && periods.getFirst().startSeconds() != 0,
                path + period(0) + "startPeriod",
                "K01.FR.31; 1.6 §7.14",
                "the first startPeriod is 0");
        for (int i = 1; i < periods.size(); i++) {
            refuse(
                    periods.get(i).startSeconds() <= periods.get(i - 1).startSeconds(),
                    path + period(i) + "startPeriod",
                    "K01.FR.35; 1.6 §7.14",
                    "startPeriod rises from period to period; period " + (i + 1) + " does not");
        }
        for (int i = 0; i < periods.size(); i++) {
            Period period = periods.get(i);
            String at = path + period(i);
            refuse(
                    finer(period.limit()),
                    at + "limit",
                    "limit; 1.6 §7.14",
                    "limit " + period.limit() + " has more than one decimal");
            if (period.phaseToUse() == null) continue;
            refuse(
                    !Objects.equals(period.numberPhases(), 1),
                    at + "phaseToUse",
                    "K01.FR.19",
                    "phaseToUse goes with numberPhases 1 only");
            refuse(
                    !Boolean.TRUE.equals(declared.phaseSwitching),
                    at + "phaseToUse",
                    "K01.FR.20",
                    "phaseToUse needs ACPhaseSwitchingSupported, which the station did not report for this EVSE");
        }
    }

    private static String period(int index) {
        return "chargingSchedulePeriod[" + index + "].";
    }

    private static boolean finer(@Nullable BigDecimal value) {
        return value != null && value.stripTrailingZeros().scale() > 1;
    }

    private void numbers(Order order, Declared declared, Surroundings now) {
        ChargingProfile profile = order.profile;
        refuse(
                declared.maxStackLevel.isPresent() && profile.stackLevel() > declared.maxStackLevel.getAsInt(),
                PROFILE + "stackLevel",
                "SmartChargingCtrlr.ProfileStackLevel; 1.6 ChargeProfileMaxStackLevel",
                "the station takes stack levels up to " + declared.maxStackLevel.orElse(0));
        boolean told = now.tuples.isPresent() && profile.purpose() == Purpose.TX;
        refuse(
                !told && profile.schedules().size() != 1,
                PROFILE + "chargingSchedule",
                "K01.FR.34",
                "without needs of the EV (ISO 15118) a profile has exactly one schedule");
        refuse(
                told && (profile.schedules().isEmpty() || profile.schedules().size() > MOST_SCHEDULES),
                PROFILE + "chargingSchedule",
                "K15.FR.07",
                "a profile for the needs of the EV has one to three schedules");
        refuse(
                told
                        && profile.schedules().stream()
                                .anyMatch(one -> one.periods().size() > now.tuples.getAsInt()),
                PROFILE + "chargingSchedule",
                "K15.FR.07",
                "the EV takes " + now.tuples.orElse(0) + " periods in a schedule");
        long others = now.installed.stream()
                .filter(installed -> installed.source().equals(InstalledProfile.OURS))
                .filter(installed -> !replaces(order, installed, declared.abilities))
                .count();
        refuse(
                declared.maxProfiles.isPresent() && others >= declared.maxProfiles.getAsInt(),
                "chargingProfile",
                "SmartChargingCtrlr.Entries[ChargingProfiles]; 1.6 MaxChargingProfilesInstalled",
                "the station holds " + declared.maxProfiles.orElse(0) + " profiles, and has " + others);
    }

    /** Whether the station takes the profile in place of the one it has. */
    static boolean replaces(Order order, InstalledProfile installed, Abilities abilities) {
        if (Objects.equals(order.profile.id(), installed.profile().id())) return true;
        return abilities.replacesSameStack() && sameSlot(order, installed);
    }

    private static boolean sameSlot(Order order, InstalledProfile installed) {
        ChargingProfile one = order.profile;
        ChargingProfile other = installed.profile();
        return one.purpose() == other.purpose()
                && one.stackLevel() == other.stackLevel()
                && order.evse == installed.evse();
    }

    private void neighbours(Order order, Surroundings now) {
        String level = PROFILE + "stackLevel";
        ChargingProfile profile = order.profile;
        for (InstalledProfile installed : now.installed) {
            ChargingProfile other = installed.profile();
            if (Objects.equals(profile.id(), other.id())
                    || !installed.source().equals(InstalledProfile.OURS)
                    || profile.purpose() != other.purpose()
                    || profile.stackLevel() != other.stackLevel()) continue;
            String which = "profile " + other.id() + " of EVSE " + installed.evse()
                    + " has the same purpose and stack level: use its id to replace it, or clear it";
            if (profile.purpose() == Purpose.TX) {
                refuse(Objects.equals(profile.transactionId(), other.transactionId()), level, "K01.FR.39", which);
                continue;
            }
            if (!overlap(profile, other)) continue;
            refuse(order.evse == installed.evse(), level, "K01.FR.06", which);
            refuse(
                    profile.purpose() == Purpose.TX_DEFAULT
                            && order.evse != installed.evse()
                            && (order.evse == 0 || installed.evse() == 0),
                    level,
                    order.evse == 0 ? "K01.FR.52" : "K01.FR.53",
                    which);
        }
    }

    private static boolean overlap(ChargingProfile one, ChargingProfile other) {
        return before(one.validFrom(), other.validTo()) && before(other.validFrom(), one.validTo());
    }

    /** Null is for ever, in either direction. */
    private static boolean before(@Nullable Instant from, @Nullable Instant to) {
        return from == null || to == null || from.isBefore(to);
    }

    /** K02: within the limits of others, where they were told in the same unit. */
    private void limits(Order order, Surroundings now) {
        if (order.profile.purpose() != Purpose.TX) return;
        for (ExternalLimit limit : now.limits) {
            if (limit.clearedAt() != null || limit.evse() != 0 && limit.evse() != order.evse) continue;
            for (ChargingSchedule schedule : order.profile.schedules()) {
                BigDecimal most = highest(limit.schedules().stream().filter(one -> one.unit() == schedule.unit()));
                BigDecimal wanted = highest(Stream.of(schedule));
                refuse(
                        most != null && wanted != null && wanted.compareTo(most) > 0,
                        PROFILE + "chargingSchedule",
                        "K02.FR.01",
                        limit.source() + " limits EVSE " + limit.evse() + " to " + most + " " + schedule.unit());
            }
        }
    }

    private static @Nullable BigDecimal highest(Stream<ChargingSchedule> schedules) {
        BigDecimal highest = null;
        for (ChargingSchedule schedule : schedules.toList()) {
            for (Period period : schedule.periods()) {
                BigDecimal limit = period.limit();
                if (limit != null && (highest == null || limit.compareTo(highest) > 0)) highest = limit;
            }
        }
        return highest;
    }

    /** Everything that speaks against clearing so. */
    static List<Broken> broken(ClearChargingProfile clear, Abilities abilities) {
        var rules = new ProfileRules();
        boolean criteria = clear.evse() != null || clear.purpose() != null || clear.stackLevel() != null;
        rules.refuse(
                clear.purpose() == Purpose.EXTERNAL,
                "purpose",
                "K10.FR.06; K02.FR.07",
                "a CSMS never clears ChargingStationExternalConstraints");
        rules.refuse(
                !abilities.clearsWithoutCriteria() && (clear.id() != null) == criteria,
                "id",
                "K10.FR.02",
                "either the id or some of evse, purpose and stackLevel say which profiles are cleared");
        return rules.broken;
    }

    /** Everything that speaks against asking so. */
    static List<Broken> broken(GetChargingProfiles get) {
        var rules = new ProfileRules();
        boolean criteria = get.purpose() != null
                || get.stackLevel() != null
                || !get.sources().isEmpty();
        rules.refuse(
                get.ids().isEmpty() != criteria,
                "ids",
                "K09.FR.03",
                "either ids or some of purpose, stackLevel and sources say which profiles are reported");
        return rules.broken;
    }
}
