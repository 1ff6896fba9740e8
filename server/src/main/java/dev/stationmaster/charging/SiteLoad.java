package dev.stationmaster.charging;

import dev.stationmaster.charging.Composite.Grid;
import dev.stationmaster.charging.Composite.Piece;
import dev.stationmaster.charging.Composite.Question;
import dev.stationmaster.charging.CompositeService.Knowledge;
import dev.stationmaster.charging.CompositeService.Wanted;
import dev.stationmaster.charging.SiteRoom.Step;
import dev.stationmaster.command.ChargingProfile;
import dev.stationmaster.command.ChargingProfile.Purpose;
import dev.stationmaster.command.ChargingSchedule.Unit;
import dev.stationmaster.settings.PlugAndChargeSettings;
import dev.stationmaster.settings.Settings;
import dev.stationmaster.site.Site;
import dev.stationmaster.site.SiteService;
import dev.stationmaster.station.Station;
import dev.stationmaster.station.StationDirectory;
import dev.stationmaster.station.StationId;
import dev.stationmaster.transaction.Transaction;
import dev.stationmaster.transaction.TransactionService;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What runs at the sites that have a limit, and so what is left there for a car. */
@Component
class SiteLoad {
    private static final BigDecimal VOLTS = BigDecimal.valueOf(230);
    /** What a car may draw of which nothing at all is known: a fuse does not forgive hope. */
    private static final BigDecimal UNKNOWN_AMPERES = BigDecimal.valueOf(32);

    private final StationDirectory stations;
    private final SiteService sites;
    private final TransactionService transactions;
    private final Knowledge knowledge;
    private final StationFacts facts;
    private final NeedsStore needs;
    private final Settings settings;

    SiteLoad(
            StationDirectory stations,
            SiteService sites,
            TransactionService transactions,
            Knowledge knowledge,
            StationFacts facts,
            NeedsStore needs,
            Settings settings) {
        this.stations = stations;
        this.sites = sites;
        this.transactions = transactions;
        this.knowledge = knowledge;
        this.facts = facts;
        this.needs = needs;
        this.settings = settings;
    }

    /** A car's steps, and the site at which it stands. */
    private record Draw(int site, List<Step> steps) {}

    /** Whether the station's site, or one above it, has a limit. From memory. */
    boolean isLimited(StationId station) {
        return !limiting(station).isEmpty();
    }

    private List<Site> limiting(StationId station) {
        return stations.find(station).map(one -> sites.limiting(one.siteId())).orElseGet(List::of);
    }

    /**
     * What is left for the car at an EVSE, in watts, by the site's limit and by that of each site above it.
     *
     * @param wanted when and how long; its grid is that on which the car hangs
     * @param counts which of the others' transactions do
     * @return empty when there is no limit
     */
    Optional<List<Piece>> left(StationId station, Wanted wanted, Predicate<Transaction> counts) {
        List<Site> limiting = limiting(station);
        if (limiting.isEmpty()) return Optional.empty();
        Set<Integer> widest = sites.within(List.of(limiting.getLast().id()));
        List<Draw> draws = new ArrayList<>();
        for (Station other : stations.all()) {
            if (!widest.contains(other.siteId())) continue;
            for (Transaction open : transactions.openOn(other.id())) {
                boolean itself = other.id().equals(station) && Objects.equals(open.evse(), wanted.evse());
                if (!itself && counts.test(open)) draws.add(new Draw(other.siteId(), steps(open, wanted)));
            }
        }
        BigDecimal wattsPerAmpere = perAmpere(wanted.grid());
        List<Piece> left = null;
        for (Site site : limiting) {
            Set<Integer> inside = sites.within(List.of(site.id()));
            List<List<Step>> others = draws.stream()
                    .filter(draw -> inside.contains(draw.site))
                    .map(Draw::steps)
                    .toList();
            List<Piece> room = SiteRoom.left(site.limit(), others, wattsPerAmpere);
            left = left == null ? room : SiteRoom.least(left, room);
        }
        return Optional.ofNullable(left);
    }

    private static BigDecimal perAmpere(Grid grid) {
        return grid.voltage().multiply(BigDecimal.valueOf(grid.phases()));
    }

    /** By the schedule that was given out, as long as there is one; else what was measured last; else the most that it can be. */
    private List<Step> steps(Transaction open, Wanted wanted) {
        StationId station = open.station();
        int evse = open.evse() == null ? 0 : open.evse();
        Optional<NeedsRow> row =
                needs.find(station, evse).filter(known -> open.wireId().equals(known.transaction()));
        Grid grid = new Grid(VOLTS, phases(station, evse, row.map(NeedsRow::needs)));
        Instant start = Objects.requireNonNull(wanted.start());
        var question =
                knowledge.question(station, new Wanted(evse, start, wanted.durationSeconds(), Unit.A, grid), start);
        List<InstalledProfile> given = given(question, open, row.orElse(null), start);
        List<Piece> amperes = Composite.pieces(only(question, Unit.A, given));
        List<Piece> watts = Composite.pieces(only(question, Unit.W, given));
        Step otherwise = otherwise(open, evse, grid, row.map(NeedsRow::needs));
        var moments = new TreeSet<Integer>();
        amperes.forEach(piece -> moments.add(piece.startSeconds()));
        watts.forEach(piece -> moments.add(piece.startSeconds()));
        List<Step> steps = new ArrayList<>();
        for (int second : moments) {
            BigDecimal a = at(amperes, second);
            BigDecimal w = at(watts, second);
            steps.add(
                    a == null || w == null
                            ? new Step(second, otherwise.amperes(), otherwise.watts())
                            : new Step(second, a, w));
        }
        return steps;
    }

    private int phases(StationId station, int evse, Optional<EvNeeds> car) {
        int supply = facts.supplyPhases(station, evse);
        return car.map(known -> known.direct() ? 3 : Math.min(known.phases(), supply))
                .orElse(supply);
    }

    /** What stands for the EVSE, and our own profile while the station has not answered yet. What limits the station as a whole says little of one car. */
    private static List<InstalledProfile> given(
            Question question, Transaction open, @Nullable NeedsRow row, Instant start) {
        List<InstalledProfile> given = new ArrayList<>(question.profiles());
        given.removeIf(
                one -> one.profile().purpose() != Purpose.TX && one.profile().purpose() != Purpose.TX_DEFAULT);
        ChargingProfile ours = row == null ? null : row.profile();
        if (row == null || ours == null) return given;
        boolean pending = row.outcome() == null;
        boolean accepted = "Accepted".equals(row.outcome());
        boolean booked = given.stream()
                .anyMatch(one -> open.wireId().equals(one.profile().transactionId()));
        if (pending || accepted && !booked) {
            given.removeIf(one -> open.wireId().equals(one.profile().transactionId()));
            given.add(new InstalledProfile(question.evse(), InstalledProfile.OURS, ours, true, "set", start));
        }
        return given;
    }

    private static Question only(Question question, Unit unit, List<InstalledProfile> given) {
        Question known = question.with(given);
        return new Question(
                known.evse(),
                known.start(),
                known.durationSeconds(),
                unit,
                known.grid(),
                known.zone(),
                known.specificFirst(),
                known.running(),
                given,
                known.limits().stream()
                        .filter(limit -> limit.evse() > 0 && limit.evse() == known.evse())
                        .toList());
    }

    private Step otherwise(Transaction open, int evse, Grid grid, Optional<EvNeeds> car) {
        StationId station = open.station();
        BigDecimal perAmpere = perAmpere(grid);
        OptionalDouble measured = transactions.powerW(open.publicId());
        if (measured.isPresent()) return ofWatts(BigDecimal.valueOf(Math.max(0, measured.getAsDouble())), perAmpere);
        int most = settings.get(PlugAndChargeSettings.EVSE_MAX_AMPERES, station.key());
        if (most > 0) return ofAmperes(BigDecimal.valueOf(most), perAmpere);
        BigDecimal carMost =
                car.filter(known -> !known.direct()).map(EvNeeds::maxCurrentA).orElse(null);
        if (carMost != null) return ofAmperes(carMost, perAmpere);
        return facts.maxPower(station, evse)
                .map(power -> ofWatts(power, perAmpere))
                .orElseGet(() -> ofAmperes(UNKNOWN_AMPERES, perAmpere));
    }

    private static Step ofWatts(BigDecimal watts, BigDecimal perAmpere) {
        return new Step(0, watts.divide(perAmpere, MathContext.DECIMAL64), watts);
    }

    private static Step ofAmperes(BigDecimal amperes, BigDecimal perAmpere) {
        return new Step(0, amperes, amperes.multiply(perAmpere));
    }

    private static @Nullable BigDecimal at(List<Piece> pieces, int second) {
        BigDecimal limit = null;
        for (Piece piece : pieces) if (piece.startSeconds() <= second) limit = piece.limit();
        return limit;
    }
}
