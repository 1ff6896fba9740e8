package dev.stationmaster.charging;

import dev.stationmaster.charging.ProfileRules.Broken;
import dev.stationmaster.charging.ProfileRules.Declared;
import dev.stationmaster.charging.ProfileRules.Order;
import dev.stationmaster.charging.ProfileRules.Surroundings;
import dev.stationmaster.command.ChargingProfile;
import dev.stationmaster.command.ChargingProfile.Purpose;
import dev.stationmaster.command.ChargingSchedule.Unit;
import dev.stationmaster.command.SendingRule;
import dev.stationmaster.command.StationCommand;
import dev.stationmaster.station.Station;
import dev.stationmaster.station.StationId;
import dev.stationmaster.transaction.Transaction;
import dev.stationmaster.transaction.TransactionService;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Holds back commands about charging profiles that break a rule. */
@Component
class ChargingRules implements SendingRule {
    private static final int MOST_PERIODS = 1024;

    private final StationFacts facts;
    private final InstalledStore installed;
    private final LimitStore limits;
    private final TransactionService transactions;
    private final NeedsStore needs;

    ChargingRules(
            StationFacts facts,
            InstalledStore installed,
            LimitStore limits,
            TransactionService transactions,
            NeedsStore needs) {
        this.facts = facts;
        this.installed = installed;
        this.limits = limits;
        this.transactions = transactions;
        this.needs = needs;
    }

    @Override
    public @Nullable String against(Station station, StationCommand command) {
        StationId id = station.id();
        if (command instanceof StationCommand.SetChargingProfile(int evse, ChargingProfile profile)) {
            return words(broken(id, new Order(evse, profile, false)));
        }
        if (command instanceof StationCommand.RemoteStart start && start.chargingProfile() != null) {
            return words(broken(id, new Order(start.evse() == null ? 0 : start.evse(), start.chargingProfile(), true)));
        }
        if (command instanceof StationCommand.ClearChargingProfile clear) {
            return words(ProfileRules.broken(clear, facts.abilities(id)));
        }
        if (command instanceof StationCommand.GetChargingProfiles get) return words(ProfileRules.broken(get));
        if (command instanceof StationCommand.GetCompositeSchedule get && get.unit() != null) {
            Set<Unit> units = facts.declared(id, get.evse()).units();
            return units.isEmpty() || units.contains(get.unit())
                    ? null
                    : "the station computes in " + units + ", not in " + get.unit()
                            + " (SmartChargingCtrlr.RateUnit; 1.6 ChargingScheduleAllowedChargingRateUnit)";
        }
        return null;
    }

    /** Everything that speaks against setting it now. */
    List<Broken> broken(StationId station, Order order) {
        Declared declared = facts.declared(station, order.evse());
        Set<String> running = transactions.openOn(station).stream()
                .filter(open -> open.evse() == null || open.evse() == order.evse())
                .map(Transaction::wireId)
                .collect(Collectors.toSet());
        var now = new Surroundings(
                installed.of(station), running, limits.of(station, false), tuples(station, order, running));
        return ProfileRules.broken(order, declared, now);
    }

    /** Of the car at the transaction that the profile is for. */
    private OptionalInt tuples(StationId station, Order order, Set<String> running) {
        if (order.profile().purpose() != Purpose.TX || order.remoteStart()) return OptionalInt.empty();
        Optional<NeedsRow> row = needs.find(station, order.evse())
                .filter(told -> told.transaction() == null || running.contains(told.transaction()));
        if (row.isEmpty()) return OptionalInt.empty();
        Integer most = row.get().needs().maxTuples();
        return OptionalInt.of(most == null || most < 1 ? MOST_PERIODS : most);
    }

    private static @Nullable String words(List<Broken> broken) {
        return broken.isEmpty() ? null : broken.stream().map(Broken::toString).collect(Collectors.joining("; "));
    }
}
