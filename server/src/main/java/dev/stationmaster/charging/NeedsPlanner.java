package dev.stationmaster.charging;

import dev.stationmaster.charging.Composite.Grid;
import dev.stationmaster.charging.Composite.Piece;
import dev.stationmaster.charging.CompositeService.Knowledge;
import dev.stationmaster.charging.CompositeService.Wanted;
import dev.stationmaster.charging.ProfileRules.Declared;
import dev.stationmaster.command.ChargingProfile;
import dev.stationmaster.command.ChargingProfile.Kind;
import dev.stationmaster.command.ChargingProfile.Purpose;
import dev.stationmaster.command.ChargingSchedule;
import dev.stationmaster.command.ChargingSchedule.Unit;
import dev.stationmaster.settings.PlugAndChargeSettings;
import dev.stationmaster.settings.PlugAndChargeSettings.ChargingNeeds;
import dev.stationmaster.settings.Settings;
import dev.stationmaster.station.StationId;
import dev.stationmaster.transaction.Transaction;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Gathers what is known and has {@link NeedsPlan} make the schedule of it. */
@Component
class NeedsPlanner {
    private static final BigDecimal VOLTS = BigDecimal.valueOf(230);
    private static final BigDecimal DIRECT_VOLTS = BigDecimal.valueOf(400);
    private static final int DAY_SECONDS = 86_400;
    private static final int WEEK_SECONDS = 7 * DAY_SECONDS;
    private static final int MOST_PERIODS = 1024;
    /** Where watts and amperes are compared, the voltage is a guess. */
    private static final BigDecimal GUESS = new BigDecimal("0.05");

    private final Knowledge knowledge;
    private final StationFacts facts;
    private final KnownProfiles ids;
    private final SiteLoad load;
    private final Settings settings;
    private final InstantSource clock;

    NeedsPlanner(
            Knowledge knowledge,
            StationFacts facts,
            KnownProfiles ids,
            SiteLoad load,
            Settings settings,
            InstantSource clock) {
        this.knowledge = knowledge;
        this.facts = facts;
        this.ids = ids;
        this.load = load;
        this.settings = settings;
        this.clock = clock;
    }

    ChargingNeeds way(StationId station) {
        return settings.get(PlugAndChargeSettings.CHARGING_NEEDS, station.key());
    }

    /**
     * The profile for this car and transaction.
     *
     * @param operators what an operator gave the transaction, as a limit; null when it is nothing
     * @param counts which others' transactions take of a site's limit
     */
    ChargingProfile profile(
            NeedsRow row, Transaction transaction, @Nullable ChargingProfile operators, Predicate<Transaction> counts) {
        StationId station = row.station();
        EvNeeds needs = row.needs();
        Declared declared = facts.declared(station, row.evse());
        Unit unit = unit(needs, declared);
        // What began within the present second acts in the next.
        Instant start = clock.instant().plusNanos(999_999_999).truncatedTo(ChronoUnit.SECONDS);
        int horizon = horizon(needs.departure(), start);
        int phases = needs.direct() ? 3 : Math.min(needs.phases(), facts.supplyPhases(station, row.evse()));
        var wanted = new Wanted(row.evse(), start, horizon, unit, new Grid(VOLTS, phases));
        List<Piece> allowed = allowed(
                station,
                wanted,
                transaction.wireId(),
                operators != null && transaction.wireId().equals(operators.transactionId()) ? operators : null);
        Optional<List<Piece>> left =
                load.left(station, wanted, counts).map(watts -> SiteRoom.inUnit(watts, wattsPer(unit, needs, phases)));
        if (left.isPresent()) allowed = SiteRoom.least(allowed, left.get());
        Integer tuples = needs.maxTuples();
        int most = Math.min(
                declared.maxPeriods().orElse(MOST_PERIODS),
                tuples == null || tuples < 1 ? MOST_PERIODS : Math.min(tuples, MOST_PERIODS));
        ChargingSchedule schedule = NeedsPlan.schedule(new NeedsPlan.Question(
                needs,
                unit,
                start,
                horizon,
                way(station) == ChargingNeeds.LEVEL,
                evseMax(station, row.evse(), unit, phases, needs.direct()),
                most,
                allowed));
        var profile = new ChargingProfile(
                null, 0, Purpose.TX, Kind.ABSOLUTE, null, null, null, transaction.wireId(), List.of(schedule));
        return profile.withId(ids.idFor(station, row.evse(), profile));
    }

    /** Whether others take of what the car may have. */
    boolean shares(StationId station) {
        return load.isLimited(station);
    }

    private static BigDecimal wattsPer(Unit unit, EvNeeds needs, int phases) {
        if (unit == Unit.W) return BigDecimal.ONE;
        BigDecimal volts = needs.maxVoltageV();
        if (!needs.direct()) return VOLTS.multiply(BigDecimal.valueOf(phases));
        return volts == null ? DIRECT_VOLTS : volts.max(BigDecimal.ONE);
    }

    /** Amperes are the native word of AC, watts that of DC. */
    private static Unit unit(EvNeeds needs, Declared declared) {
        Unit usual = needs.direct() ? Unit.W : Unit.A;
        Unit other = needs.direct() ? Unit.A : Unit.W;
        return declared.units().isEmpty() || declared.units().contains(usual) ? usual : other;
    }

    private static int horizon(@Nullable Instant departure, Instant start) {
        if (departure == null || !departure.isAfter(start)) return DAY_SECONDS;
        return Math.clamp(Duration.between(start, departure).toSeconds(), 1, WEEK_SECONDS);
    }

    private @Nullable BigDecimal evseMax(StationId station, int evse, Unit unit, int phases, boolean direct) {
        BigDecimal perAmpere = VOLTS.multiply(BigDecimal.valueOf(phases));
        int amperes = settings.get(PlugAndChargeSettings.EVSE_MAX_AMPERES, station.key());
        if (amperes > 0) {
            BigDecimal set = BigDecimal.valueOf(amperes);
            return unit == Unit.A ? set : set.multiply(perAmpere);
        }
        Optional<BigDecimal> watts = facts.maxPower(station, evse);
        if (unit == Unit.W) return watts.orElse(null);
        // The voltage of a direct current is not known here; the station keeps its own limit in any case.
        return direct
                ? null
                : watts.map(power -> power.divide(perAmpere, 1, RoundingMode.FLOOR))
                        .orElse(null);
    }

    /**
     * What profiles and limits allow, the transaction's own profiles apart.
     *
     * @param instead a profile of the transaction that counts nevertheless
     */
    private List<Piece> allowed(
            StationId station, Wanted wanted, String transaction, @Nullable ChargingProfile instead) {
        Instant start = Objects.requireNonNull(wanted.start());
        var question = knowledge.question(station, wanted, start);
        List<InstalledProfile> profiles = new ArrayList<>(question.profiles());
        profiles.removeIf(one -> one.profile().purpose() == Purpose.TX
                && transaction.equals(one.profile().transactionId()));
        if (instead != null) {
            profiles.add(new InstalledProfile(
                    wanted.evse(), InstalledProfile.OURS, instead.withId(Integer.MAX_VALUE), true, "set", start));
        }
        return Composite.pieces(question.with(profiles));
    }

    /**
     * Where the car's schedule exceeds what it may draw.
     *
     * @param last the transaction's profile that was sent last; null when there is none, or nobody knows
     */
    Optional<String> exceeded(
            StationId station,
            int evse,
            @Nullable Transaction transaction,
            @Nullable ChargingProfile last,
            ChargingSchedule car,
            Instant from,
            int phases) {
        int seconds = Math.clamp(
                car.durationSeconds() == null ? DAY_SECONDS : Math.max(1, car.durationSeconds()), 1, WEEK_SECONDS);
        var wanted = new Wanted(evse, from, seconds, car.unit(), new Grid(VOLTS, phases));
        List<Piece> allowed;
        if (transaction == null || last == null) {
            allowed = Composite.pieces(knowledge.question(station, wanted, from));
        } else {
            allowed = allowed(station, wanted, transaction.wireId(), last);
        }
        boolean sameUnit = last == null || last.schedule().unit() == car.unit();
        return EvScheduleCheck.exceeds(car, allowed, sameUnit ? BigDecimal.ZERO : GUESS);
    }
}
