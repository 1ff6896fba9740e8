package dev.stationmaster.charging;

import dev.stationmaster.command.ChargingProfile;
import dev.stationmaster.command.ChargingProfile.Purpose;
import dev.stationmaster.command.CommandListener;
import dev.stationmaster.command.ProfilesAsked;
import dev.stationmaster.command.ReportedSchedule;
import dev.stationmaster.command.StationCommand;
import dev.stationmaster.command.StationCommand.ClearChargingProfile;
import dev.stationmaster.command.StationCommand.GetChargingProfiles;
import dev.stationmaster.command.StationCommand.GetCompositeSchedule;
import dev.stationmaster.command.StationCommand.RemoteStart;
import dev.stationmaster.command.StationCommand.SetChargingProfile;
import dev.stationmaster.settings.ConnectorMap;
import dev.stationmaster.settings.Settings;
import dev.stationmaster.settings.StationNumbering;
import dev.stationmaster.station.StationId;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** Keeps the picture of what stations have installed up to date with what they answered. */
@Component
class ChargingOutcomes implements CommandListener {
    private final InstalledStore installed;
    private final StationFacts facts;
    private final ChargingService charging;
    private final CompositeService composites;
    private final TransactionProfiles transactions;
    private final Settings settings;
    private final InstantSource clock;

    ChargingOutcomes(
            InstalledStore installed,
            StationFacts facts,
            ChargingService charging,
            CompositeService composites,
            TransactionProfiles transactions,
            Settings settings,
            InstantSource clock) {
        this.installed = installed;
        this.facts = facts;
        this.charging = charging;
        this.composites = composites;
        this.transactions = transactions;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public void ended(Ended command) {
        StationCommand what = command.command() instanceof StationCommand.Call raw
                ? RawCommands.meant(raw, connectors(command))
                : command.command();
        if (what instanceof SetChargingProfile set) {
            set(command, set.evse(), set.profile(), "set");
        } else if (what instanceof RemoteStart start && start.chargingProfile() != null) {
            set(command, start.evse() == null ? 0 : start.evse(), start.chargingProfile(), "remoteStart");
        } else if (what instanceof ClearChargingProfile clear) {
            clear(command, clear);
        } else if (what instanceof GetCompositeSchedule get) {
            command.told(ReportedSchedule.class).forEach(told -> composites.compare(command.station(), get, told));
        } else if (what instanceof GetChargingProfiles get && command.how() == How.ANSWERED) {
            if ("NoProfiles".equals(command.status())) charging.none(command.station(), get);
            if (!command.positive()) return;
            for (ProfilesAsked asked : command.told(ProfilesAsked.class)) {
                charging.asked(command.station(), asked.requestId(), get, clock.instant());
            }
        }
    }

    private ConnectorMap connectors(Ended command) {
        return settings.get(StationNumbering.CONNECTOR_MAP, command.station().key());
    }

    /** Without an answer nobody knows whether it is there: it is kept, as unsure. */
    private void set(Ended command, int evse, ChargingProfile profile, String told) {
        boolean unsure = command.how() == How.UNKNOWN;
        if (!command.positive() && !unsure) return;
        StationId station = command.station();
        var order = new ProfileRules.Order(evse, profile, told.equals("remoteStart"));
        List<Integer> replaced = unsure
                ? List.of()
                : installed.of(station).stream()
                        .filter(one -> ProfileRules.replaces(order, one, facts.abilities(station)))
                        .map(InstalledProfile::id)
                        .toList();
        var now = new InstalledProfile(evse, InstalledProfile.OURS, profile, !unsure, told, clock.instant());
        installed.put(station, now, replaced);
        if (profile.purpose() == Purpose.TX) transactions.installed(station);
    }

    /** Unknown says that there is none: then what we thought to be there is not. */
    private void clear(Ended command, ClearChargingProfile clear) {
        if (!command.positive() && !"Unknown".equals(command.status())) return;
        boolean idOnly = clear.id() != null;
        installed.remove(
                command.station(),
                installed.of(command.station()).stream()
                        .filter(one -> one.profile().purpose() != Purpose.EXTERNAL)
                        .filter(one -> idOnly ? Objects.equals(clear.id(), one.id()) : fits(clear, one))
                        .map(InstalledProfile::id)
                        .toList());
    }

    private static boolean fits(ClearChargingProfile clear, InstalledProfile one) {
        Purpose purpose = clear.purpose();
        return (clear.evse() == null || clear.evse() == one.evse())
                && (purpose == null || purpose == one.profile().purpose())
                && (clear.stackLevel() == null
                        || clear.stackLevel() == one.profile().stackLevel());
    }
}
