package dev.stationmaster.command;

import dev.stationmaster.command.CommandListener.Ended;
import dev.stationmaster.command.CommandListener.How;
import dev.stationmaster.command.Outbox.Queued;
import dev.stationmaster.station.Registration;
import dev.stationmaster.station.Station;
import dev.stationmaster.station.StationDirectory;
import dev.stationmaster.station.StationId;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Those who have a say in a command, or hear of it. Asked for at the first command: they send commands themselves. */
@Component
class CommandListeners {
    private static final Logger log = LoggerFactory.getLogger(CommandListeners.class);

    private final StationDirectory stations;
    private final ObjectProvider<SendingRule> rules;
    private final ObjectProvider<CommandListener> listeners;
    private final ObjectProvider<CommandCompletion> completions;

    CommandListeners(
            StationDirectory stations,
            ObjectProvider<SendingRule> rules,
            ObjectProvider<CommandListener> listeners,
            ObjectProvider<CommandCompletion> completions) {
        this.stations = stations;
        this.rules = rules;
        this.listeners = listeners;
        this.completions = completions;
    }

    /** @return the rule that speaks against sending it, in words; null when none does */
    @Nullable
    String against(StationId id, StationCommand command) {
        Optional<Station> station = stations.find(id);
        Registration registration = station.map(Station::registration).orElse(Registration.NONE);
        String rule = SendingRules.against(registration, command);
        if (rule != null || station.isEmpty()) return rule;
        return rules.stream()
                .map(one -> one.against(station.get(), command))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    /** @throws CommandRefused when a feature finds that it must not be sent */
    StationCommand complete(Command command, StationCommand wanted) {
        var draft = new CommandCompletion.Draft(command.id(), command.station(), command.actor(), command.force());
        StationCommand complete = wanted;
        for (CommandCompletion one : completions) complete = one.complete(draft, complete);
        return complete;
    }

    void leaving(StationId station, StationCommand command) {
        tell(listener -> listener.leaving(station, command));
    }

    void notSent(StationId station, Queued queued, String reason) {
        var ended = new Ended(queued.id(), station, queued.command(), How.NOT_SENT, null, false, reason, List.of());
        tell(listener -> listener.ended(ended));
    }

    void ended(Ended command) {
        tell(listener -> listener.ended(command));
    }

    private void tell(Consumer<CommandListener> what) {
        listeners.forEach(listener -> {
            try {
                what.accept(listener);
            } catch (RuntimeException bug) {
                log.error(
                        "event=command-listener-failed listener={}",
                        listener.getClass().getSimpleName(),
                        bug);
            }
        });
    }
}
