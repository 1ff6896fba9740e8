package dev.stationmaster.command;

import dev.stationmaster.command.Command.Effect;
import dev.stationmaster.command.Command.EffectState;
import dev.stationmaster.command.Command.State;
import dev.stationmaster.command.Outbox.After;
import dev.stationmaster.command.Outbox.Queued;
import dev.stationmaster.command.Transmission.How;
import dev.stationmaster.devicemodel.Secrets;
import dev.stationmaster.link.LinkRegistry;
import dev.stationmaster.link.StationLink;
import dev.stationmaster.station.StationId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Takes one command through its turn: rules, encoding, sending, outcome. */
@Component
class CommandRunner implements Outbox.Work {
    /** What may wait waits also for a station that is connected and not accepted yet; this often it is looked at. */
    private static final Duration REGISTERING = Duration.ofSeconds(1);

    private final CommandBook book;
    private final LinkRegistry links;
    private final CommandListeners listeners;
    private final Encoding encoding;
    private final Conversations conversations;
    private final EffectWatch effects;
    private final PasswordChange passwords;

    CommandRunner(
            CommandBook book,
            LinkRegistry links,
            CommandListeners listeners,
            Encoding encoding,
            Conversations conversations,
            EffectWatch effects,
            PasswordChange passwords) {
        this.book = book;
        this.links = links;
        this.listeners = listeners;
        this.encoding = encoding;
        this.conversations = conversations;
        this.effects = effects;
        this.passwords = passwords;
    }

    @Override
    public boolean expire(Queued queued) {
        Instant expiresAt = queued.expiresAt();
        if (expiresAt == null || book.now().isBefore(expiresAt)) return false;
        book.find(queued.id())
                .filter(command -> command.state() == State.QUEUED)
                .ifPresent(command -> {
                    String reason = "its time was over before it could be sent";
                    book.save(command.expired(reason));
                    listeners.notSent(command.station(), queued, reason);
                });
        return true;
    }

    @Override
    public After run(Queued queued, Outbox outbox) {
        Command command = book.find(queued.id()).orElse(null);
        if (command == null || command.state() != State.QUEUED) return After.DONE;
        Optional<StationLink> link = links.find(command.station()).filter(StationLink::isOpen);
        if (link.isEmpty()) {
            if (queued.keep()) return After.ALL_STAY;
            refuse(queued, command, "the station is not connected");
            return After.DONE;
        }
        String rule = command.force() ? null : listeners.against(command.station(), queued.command());
        if (rule != null && queued.keep() && !book.isAccepted(command.station())) {
            outbox.wakeAfter(REGISTERING);
            return After.STAYS;
        }
        if (rule != null) {
            refuse(queued, command, rule);
            return After.DONE;
        }
        StationCommand wanted;
        try {
            wanted = listeners.complete(command, passwords.complete(queued.command()));
        } catch (CommandRefused refused) {
            refuse(queued, command, String.valueOf(refused.getMessage()));
            return After.DONE;
        }
        Encoded encoded = encoding.encode(wanted, command.station(), link.get().version(), command.force());
        return switch (encoded) {
            case Encoded.Unsupported(String reason) -> {
                refuse(queued, command, reason);
                yield After.DONE;
            }
            case Encoded.Calls calls -> send(new Turn(queued, wanted, calls, link.get(), outbox), command);
        };
    }

    private void refuse(Queued queued, Command command, String reason) {
        book.save(command.refused(reason));
        listeners.notSent(command.station(), queued, reason);
    }

    /** A bug of ours must not leave a command that never ends. */
    @Override
    public void broken(Queued queued) {
        book.find(queued.id())
                .filter(command -> !command.state().ended())
                .ifPresent(command -> book.save(command.ended(
                        State.FAILED,
                        book.now(),
                        command.exchanges(),
                        null,
                        "the server could not carry it out; its log says why")));
    }

    private record Turn(Queued queued, StationCommand command, Encoded.Calls calls, StationLink link, Outbox outbox) {}

    private After send(Turn turn, Command command) {
        EffectWatch.Watch watch = effects.begin(command.id(), command.station(), turn.calls.expects());
        passwords.begin(command.station(), turn.command);
        listeners.leaving(command.station(), turn.command);
        Command sent = book.save(command.sent(book.now()));
        Transmission.Result result = conversations.send(turn.link, turn.calls, turn.command, command, turn.outbox);
        passwords.settle(command.station(), turn.command, result);
        if (result.how() == How.LINK_LOST && turn.queued.keep() && repeatable(turn.command)) {
            watch.drop();
            book.save(sent.queuedAgain());
            return After.ALL_STAY;
        }
        // Before the outcome shows: who sees it finds what followed from it, too.
        tell(turn, sent, result);
        finish(sent, turn.calls, watch, result);
        if (result.how() == How.SILENT && turn.command instanceof StationCommand.SetVariables set) {
            readAgain(command.station(), set, turn.outbox);
        }
        return After.DONE;
    }

    /** Whether the station took what it did not answer: a late answer would not be applied, so it is asked. */
    private void readAgain(StationId station, StationCommand.SetVariables set, Outbox outbox) {
        var variables = set.variables().stream()
                .filter(setting -> !Secrets.isSecret(setting.variable().name()))
                .map(setting -> new StationCommand.Attribute(setting.variable(), setting.type()))
                .toList();
        if (variables.isEmpty()) return;
        var get = new StationCommand.GetVariables(variables);
        Command command = Command.queued(station, get, CommandJson.text(get), CommandOrder.by("server"), book.now());
        book.save(command);
        outbox.add(new Queued(command.id(), get, false, null));
    }

    private void tell(Turn turn, Command sent, Transmission.Result result) {
        CommandListener.How how =
                switch (result.how()) {
                    case ANSWERED -> CommandListener.How.ANSWERED;
                    case ERROR -> CommandListener.How.ERROR;
                    case UNREADABLE, SILENT, LINK_LOST -> CommandListener.How.UNKNOWN;
                };
        CommandAnswer answer = result.answers().isEmpty() ? null : all(turn.calls, result);
        boolean settled = turn.calls.settled(result.answers());
        if (settled) {
            how = CommandListener.How.ANSWERED;
            answer = result.answers().get(turn.calls.settledBy() - 1);
        }
        boolean positive = how == CommandListener.How.ANSWERED && answer != null && answer.positive();
        listeners.ended(new CommandListener.Ended(
                sent.id(),
                sent.station(),
                turn.command,
                how,
                answer == null ? null : answer.status(),
                positive,
                result.reason() == null && answer != null ? answer.reason() : result.reason(),
                answer == null ? List.of() : answer.details()));
    }

    private static CommandAnswer all(Encoded.Calls calls, Transmission.Result result) {
        return calls.stepwise() ? result.answers().getLast() : CommandAnswer.all(result.answers());
    }

    private void finish(Command sent, Encoded.Calls calls, EffectWatch.Watch watch, Transmission.Result result) {
        Instant now = book.now();
        boolean whole = result.how() == How.ANSWERED && all(calls, result).positive();
        if (!whole && calls.settled(result.answers())) {
            CommandAnswer taken = result.answers().get(calls.settledBy() - 1);
            String left = result.reason() != null
                    ? result.reason()
                    : "message " + result.answers().size() + " of "
                            + calls.calls().size() + ": the station answered "
                            + all(calls, result).status();
            Command settled = sent.ended(State.ANSWERED, now, result.exchanges(), taken.status(), left);
            conclude(settled, calls, watch, true, false);
            return;
        }
        if (result.how() != How.ANSWERED) {
            // A station that is told to restart may do so before it answers; whether it did is seen all the same.
            boolean begun = calls.stepwise() && !result.answers().isEmpty();
            boolean restarting = result.how() == How.LINK_LOST
                            && (begun || sent.type().equals("Reset"))
                    || calls.expects().proves() && (result.how() == How.LINK_LOST || result.how() == How.SILENT);
            Command failed = sent.ended(State.FAILED, now, result.exchanges(), null, result.reason());
            conclude(failed, calls, watch, restarting, false);
            return;
        }
        CommandAnswer all = all(calls, result);
        Command answered = sent.ended(State.ANSWERED, now, result.exchanges(), all.status(), all.reason());
        conclude(answered, calls, watch, all.positive(), all.scheduled());
    }

    private void conclude(
            Command command, Encoded.Calls calls, EffectWatch.Watch watch, boolean awaited, boolean scheduled) {
        if (!awaited || calls.expects() instanceof Expectation.None) {
            watch.drop();
            book.save(command);
            return;
        }
        book.save(command, new Effect(EffectState.AWAITED, calls.expects().what(), null));
        watch.arm(scheduled);
    }

    /** Whether sending it twice does no more than sending it once. */
    private static boolean repeatable(StationCommand command) {
        return switch (command) {
            case StationCommand.ChangeAvailability _,
                    StationCommand.TriggerMessage _,
                    StationCommand.ClearCache _,
                    StationCommand.GetTransactionStatus _,
                    StationCommand.GetVariables _,
                    StationCommand.SetVariables _,
                    StationCommand.GetBaseReport _,
                    StationCommand.GetReport _,
                    StationCommand.InstallCertificate _,
                    StationCommand.GetInstalledCertificateIds _,
                    StationCommand.RenewCertificate _,
                    StationCommand.SetNetworkProfile _,
                    StationCommand.SetChargingProfile _,
                    StationCommand.ClearChargingProfile _,
                    StationCommand.GetCompositeSchedule _,
                    StationCommand.GetChargingProfiles _,
                    StationCommand.GetLocalListVersion _,
                    StationCommand.SyncLocalList _,
                    StationCommand.SetDisplayMessage _,
                    StationCommand.GetDisplayMessages _,
                    StationCommand.ClearDisplayMessage _,
                    StationCommand.CancelReservation _,
                    StationCommand.SetMonitoringBase _,
                    StationCommand.SetMonitoringLevel _,
                    StationCommand.ClearVariableMonitoring _,
                    StationCommand.GetMonitoringReport _ -> true;
            case StationCommand.RemoteStart _,
                    StationCommand.RemoteStop _,
                    StationCommand.Reset _,
                    StationCommand.UnlockConnector _,
                    StationCommand.DataTransfer _,
                    StationCommand.ChangePassword _,
                    StationCommand.DeleteCertificate _,
                    StationCommand.CertificateSigned _,
                    StationCommand.RaiseSecurityProfile _,
                    StationCommand.UpdateFirmware _,
                    StationCommand.PublishFirmware _,
                    StationCommand.UnpublishFirmware _,
                    StationCommand.GetLog _,
                    StationCommand.GetDiagnostics _,
                    StationCommand.SendLocalList _,
                    StationCommand.ReserveNow _,
                    StationCommand.CostUpdated _,
                    StationCommand.SetVariableMonitoring _,
                    StationCommand.CustomerInformation _,
                    StationCommand.Call _ -> false;
        };
    }
}
