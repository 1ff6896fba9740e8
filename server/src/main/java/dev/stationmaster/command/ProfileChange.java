package dev.stationmaster.command;

import dev.stationmaster.command.Command.EffectState;
import dev.stationmaster.devicemodel.DeviceModelService;
import dev.stationmaster.devicemodel.Variable;
import dev.stationmaster.ledger.CommitListener;
import dev.stationmaster.ledger.Fact;
import dev.stationmaster.station.SecurityProfileSet;
import dev.stationmaster.station.SecurityProfiles;
import dev.stationmaster.station.Station;
import dev.stationmaster.station.StationCredentials;
import dev.stationmaster.station.StationId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * A station that is told to use a higher security profile may come on it from before it is told until it has refused; without an answer both stay
 * open (A05). No command leads down again, but for the one downgrade that the standard allows.
 */
@Component
class ProfileChange implements CommandListener, SendingRule, CommitListener {
    private static final Duration COMING_BACK = Duration.ofMinutes(30);

    private static final Variable DOWNGRADE = Variable.of("SecurityCtrlr", "AllowSecurityProfileDowngrade", null);

    private final SecurityProfiles profiles;
    private final StationCredentials credentials;
    private final EffectWatch effects;
    private final DeviceModelService devices;
    private final ObjectProvider<CommandService> commands;

    /** @param commands asked for when one is needed: they ask for us */
    ProfileChange(
            SecurityProfiles profiles,
            StationCredentials credentials,
            EffectWatch effects,
            DeviceModelService devices,
            ObjectProvider<CommandService> commands) {
        this.profiles = profiles;
        this.credentials = credentials;
        this.effects = effects;
        this.devices = devices;
        this.commands = commands;
    }

    @Override
    public @Nullable String against(Station station, StationCommand command) {
        if (!(command instanceof StationCommand.RaiseSecurityProfile raise)) return null;
        if (raise.to() <= station.securityProfile() && !mayGoBack(station, raise)) {
            return "the station is on security profile " + station.securityProfile()
                    + " already; over OCPP it goes up only (2.x A05.FR.07; 1.6 Security Whitepaper A00.FR.005), but from 3 to 2 where the station reports"
                    + " AllowSecurityProfileDowngrade";
        }
        if (raise.to() < 3 && !credentials.hasSecret(station.id())) {
            return "no password of the station is known, which profiles 1 and 2 need: ChangePassword first (A05.FR.02)";
        }
        return null;
    }

    /** The one way down that the standard knows (2.0.1 errata on B09): from 3 to 2, where the station allows it. */
    private boolean mayGoBack(Station station, StationCommand.RaiseSecurityProfile to) {
        return station.securityProfile() == 3
                && to.to() == 2
                && devices.value(station.id(), DOWNGRADE)
                        .filter("true"::equalsIgnoreCase)
                        .isPresent();
    }

    @Override
    public void leaving(StationId station, StationCommand command) {
        if (command instanceof StationCommand.RaiseSecurityProfile raise && raise.to() == 2)
            profiles.beginDowngrade(station);
        leadsTo(command).ifPresent(higher -> profiles.begin(station, higher));
    }

    @Override
    public void ended(Ended command) {
        boolean refused = command.how() == How.ERROR || command.how() == How.ANSWERED && !command.positive();
        if (refused) leadsTo(command.command()).ifPresent(higher -> profiles.drop(command.station(), higher));
        boolean left = command.how() == How.UNKNOWN && "Accepted".equals(command.status());
        if (left && command.command() instanceof StationCommand.RaiseSecurityProfile) greet(command.station());
    }

    /** It went before it was told to restart, so it may come back without a BootNotification: it is asked to say something. */
    private void greet(StationId station) {
        var order = new CommandOrder("server", null, false, COMING_BACK, CommandOrder.TIMEOUT);
        commands.getObject()
                .submit(station, new StationCommand.TriggerMessage("Heartbeat", null, null, null, null), order);
    }

    /** Whichever command brings it about, the new profile must find the door open. */
    private static OptionalInt leadsTo(StationCommand command) {
        return switch (command) {
            case StationCommand.RaiseSecurityProfile raise -> OptionalInt.of(raise.to());
            case StationCommand.SetNetworkProfile set ->
                OptionalInt.of(set.connectionData().securityProfile());
            case StationCommand.SetVariables(List<StationCommand.Setting> variables) ->
                variables.stream()
                        .filter(one -> one.variable().component().isEmpty()
                                && one.variable().name().equalsIgnoreCase("SecurityProfile")
                                && one.value().matches("[1-3]"))
                        .mapToInt(one -> Integer.parseInt(one.value()))
                        .max();
            case StationCommand.Call raw -> leadsTo(raw.action(), CommandJson.tree(raw.payload()));
            default -> OptionalInt.empty();
        };
    }

    /** The same said at the raw door. */
    private static OptionalInt leadsTo(String action, @Nullable Object payload) {
        if (!(payload instanceof Map<?, ?> said)) return OptionalInt.empty();
        Object profile =
                switch (action) {
                    case "ChangeConfiguration" ->
                        "SecurityProfile".equalsIgnoreCase(String.valueOf(said.get("key"))) ? said.get("value") : null;
                    case "SetNetworkProfile" ->
                        said.get("connectionData") instanceof Map<?, ?> data ? data.get("securityProfile") : null;
                    default -> null;
                };
        String text = String.valueOf(profile);
        return text.matches("[1-3]") ? OptionalInt.of(Integer.parseInt(text)) : OptionalInt.empty();
    }

    @Override
    public void committed(List<? extends Fact<?>> facts) {
        for (Fact<?> fact : facts) {
            if (fact instanceof SecurityProfileSet set && set.next() == null) arrived(set);
        }
    }

    private void arrived(SecurityProfileSet set) {
        if (!effects.awaits(set.station())) return;
        effects.ending(
                set.station(),
                expectation ->
                        expectation instanceof Expectation.SecurityProfile(int wanted) && wanted == set.profile(),
                EffectState.SEEN,
                set.at(),
                null);
    }
}
