package dev.stationmaster.command;

import dev.stationmaster.command.Command.Effect;
import dev.stationmaster.command.Command.EffectState;
import dev.stationmaster.command.Command.State;
import dev.stationmaster.command.Outbox.Queued;
import dev.stationmaster.command.Transmission.How;
import dev.stationmaster.devicemodel.DeviceModelService;
import dev.stationmaster.link.LinkRegistry;
import dev.stationmaster.link.StationLink;
import dev.stationmaster.station.Registration;
import dev.stationmaster.station.Station;
import dev.stationmaster.station.StationDirectory;
import dev.stationmaster.station.StationId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Takes one command through its turn: rules, encoding, sending, outcome. */
@Component
class CommandRunner implements Outbox.Work {
    private final CommandBook book;
    private final ObjectProvider<LinkRegistry> links;
    private final StationDirectory stations;
    private final Encoding encoding;
    private final Transmission transmission;
    private final EffectWatch effects;
    private final DeviceModelService devices;

    CommandRunner(
            CommandBook book,
            ObjectProvider<LinkRegistry> links,
            StationDirectory stations,
            Encoding encoding,
            Transmission transmission,
            EffectWatch effects,
            DeviceModelService devices) {
        this.book = book;
        this.links = links;
        this.stations = stations;
        this.encoding = encoding;
        this.transmission = transmission;
        this.effects = effects;
        this.devices = devices;
    }

    @Override
    public boolean expire(Queued queued) {
        Instant expiresAt = queued.expiresAt();
        if (expiresAt == null || book.now().isBefore(expiresAt)) return false;
        book.find(queued.id())
                .filter(command -> command.state() == State.QUEUED)
                .ifPresent(command -> book.save(command.expired("its time was over before it could be sent")));
        return true;
    }

    @Override
    public boolean run(Queued queued, Outbox outbox) {
        Command command = book.find(queued.id()).orElse(null);
        if (command == null || command.state() != State.QUEUED) return true;
        Optional<StationLink> link = links.getObject().find(command.station()).filter(StationLink::isOpen);
        if (link.isEmpty()) {
            if (queued.keep()) return false;
            book.save(command.refused("the station is not connected"));
            return true;
        }
        String rule = SendingRules.against(registration(command.station()), queued.command());
        if (rule != null && !command.force()) {
            book.save(command.refused(rule));
            return true;
        }
        Encoded encoded =
                encoding.encode(queued.command(), command.station(), link.get().version(), command.force());
        return switch (encoded) {
            case Encoded.Unsupported(String reason) -> {
                book.save(command.refused(reason));
                yield true;
            }
            case Encoded.Calls calls -> send(queued, command, link.get(), calls, outbox);
        };
    }

    private boolean send(Queued queued, Command command, StationLink link, Encoded.Calls calls, Outbox outbox) {
        EffectWatch.Watch watch = effects.begin(command.id(), command.station(), calls.expects());
        if (calls.expects() instanceof Expectation.Report(int requestId, String kind)) {
            devices.asked(command.station(), requestId, kind);
        }
        Command sent = book.save(command.sent(book.now()));
        Transmission.Result result =
                transmission.send(link, calls, Duration.ofSeconds(command.timeoutSeconds()), outbox);
        if (result.how() == How.LINK_LOST && queued.keep() && repeatable(queued.command())) {
            watch.drop();
            book.save(sent.queuedAgain());
            return false;
        }
        finish(sent, calls, watch, result);
        return true;
    }

    private void finish(Command sent, Encoded.Calls calls, EffectWatch.Watch watch, Transmission.Result result) {
        Instant now = book.now();
        if (result.how() != How.ANSWERED) {
            // A station that is told to restart may do so before it answers; whether it did is seen all the same.
            boolean restarting = result.how() == How.LINK_LOST && sent.type().equals("Reset");
            Command failed = sent.ended(State.FAILED, now, result.exchanges(), null, result.reason());
            conclude(failed, calls, watch, restarting, false);
            return;
        }
        List<CommandAnswer> answers = result.answers();
        CommandAnswer all = CommandAnswer.all(answers);
        if (calls.expects() instanceof Expectation.Report report && !all.positive()) {
            devices.notComing(sent.station(), report.requestId(), Objects.equals(all.status(), "EmptyResultSet"));
        }
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

    private Registration registration(StationId station) {
        return stations.find(station).map(Station::registration).orElse(Registration.NONE);
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
                    StationCommand.GetReport _ -> true;
            case StationCommand.RemoteStart _,
                    StationCommand.RemoteStop _,
                    StationCommand.Reset _,
                    StationCommand.UnlockConnector _,
                    StationCommand.DataTransfer _,
                    StationCommand.ChangePassword _,
                    StationCommand.Call _ -> false;
        };
    }
}
