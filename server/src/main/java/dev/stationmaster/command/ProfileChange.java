package dev.stationmaster.command;

import dev.stationmaster.command.Command.EffectState;
import dev.stationmaster.devicemodel.DeviceModelService;
import dev.stationmaster.devicemodel.Variable;
import dev.stationmaster.ledger.CommitListener;
import dev.stationmaster.ledger.Fact;
import dev.stationmaster.link.LinkListener;
import dev.stationmaster.link.StationLink;
import dev.stationmaster.station.SecurityProfileSet;
import dev.stationmaster.station.SecurityProfiles;
import dev.stationmaster.station.Station;
import dev.stationmaster.station.StationCredentials;
import dev.stationmaster.station.StationId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * A station that is told to use a higher security profile may come on it from before it is told until it has refused; without an answer both stay
 * open (A05). It has arrived when it boots there, or says or answers anything there. No command leads down again, but for the one downgrade that the
 * standard allows.
 */
@Component
class ProfileChange implements CommandListener, SendingRule, CommitListener, LinkListener {
    /** A station that went without a restart sends no BootNotification, and may have nothing to say for hours. */
    private static final Duration SILENT_FOR = Duration.ofSeconds(5);

    private static final Variable DOWNGRADE = Variable.of("SecurityCtrlr", "AllowSecurityProfileDowngrade", null);

    private final SecurityProfiles profiles;
    private final StationCredentials credentials;
    private final EffectWatch effects;
    private final DeviceModelService devices;
    private final Alarms alarms;
    private final ObjectProvider<CommandService> commands;
    private final Map<StationId, StationLink> arriving = new ConcurrentHashMap<>();

    /** @param commands asked for when one is needed: they ask for us */
    ProfileChange(
            SecurityProfiles profiles,
            StationCredentials credentials,
            EffectWatch effects,
            DeviceModelService devices,
            Alarms alarms,
            ObjectProvider<CommandService> commands) {
        this.profiles = profiles;
        this.credentials = credentials;
        this.effects = effects;
        this.devices = devices;
        this.alarms = alarms;
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
        boolean spoke = command.how() == How.ANSWERED || command.how() == How.ERROR;
        StationLink link = arriving.get(command.station());
        if (spoke && link != null && link.isOpen()) profiles.booted(command.station(), link.securityProfile());
    }

    @Override
    public void opened(StationLink link) {
        if (!profiles.expects(link.station(), link.securityProfile())) return;
        arriving.put(link.station(), link);
        alarms.after(SILENT_FOR, () -> greet(link));
    }

    @Override
    public void closed(StationLink link, String reason) {
        arriving.remove(link.station(), link);
    }

    /** It is asked to say something; whatever it answers shows that it has arrived. */
    private void greet(StationLink link) {
        if (!link.isOpen() || !profiles.expects(link.station(), link.securityProfile())) return;
        commands.getObject()
                .submit(
                        link.station(),
                        new StationCommand.TriggerMessage("Heartbeat", null, null, null, null),
                        CommandOrder.by("server"));
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
        arriving.remove(set.station());
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
