package dev.stationmaster.command;

import dev.stationmaster.changefeed.Change;
import dev.stationmaster.command.Command.Effect;
import dev.stationmaster.command.Command.EffectState;
import dev.stationmaster.command.Command.State;
import dev.stationmaster.ledger.Ledger;
import dev.stationmaster.station.Registration;
import dev.stationmaster.station.Station;
import dev.stationmaster.station.StationDirectory;
import dev.stationmaster.station.StationId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Commands that are not over yet, in memory; every change is committed, with its place in the change feed, before it shows here. */
@Component
class CommandBook {
    private static final Logger log = LoggerFactory.getLogger(CommandBook.class);

    private final Ledger ledger;
    private final StationDirectory stations;
    private final InstantSource clock;
    private final Map<UUID, Command> open = new ConcurrentHashMap<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();

    CommandBook(Ledger ledger, StationDirectory stations, InstantSource clock) {
        this.ledger = ledger;
        this.stations = stations;
        this.clock = clock;
    }

    Optional<Command> find(UUID id) {
        return Optional.ofNullable(open.get(id));
    }

    /** What was committed before this server started. */
    void resume(Command command) {
        open.put(command.id(), command);
    }

    /** Stores the command as it is now, and returns when that is durable. An effect that is stored already stays. */
    Command save(Command command) {
        ledger.commit(new CommandRow(command), change(withKnownEffect(command)));
        open.compute(command.id(), (_, known) -> known == null ? command : command.withEffect(known.effect()));
        told(command);
        published(command.id());
        return command;
    }

    /** Stores the command together with the effect that is awaited from now on. */
    void save(Command command, Effect awaited) {
        Command all = command.withEffect(awaited);
        ledger.commit(new CommandRow(command), new EffectRow(command.id(), awaited), change(all));
        open.put(command.id(), all);
        told(command);
        published(command.id());
    }

    /** Stores the command's effect. @param proves whether seeing it shows that the station took a command that it did not answer */
    void effect(UUID id, Effect effect, boolean proves) {
        Command command = open.get(id);
        if (command == null) return;
        boolean taken = proves && effect.state() == EffectState.SEEN && command.state() == State.FAILED;
        Command now = (taken ? command.taken() : command).withEffect(effect);
        if (taken) ledger.commit(new CommandRow(now), new EffectRow(id, effect), change(now));
        else ledger.commit(new EffectRow(id, effect), change(now));
        open.computeIfPresent(id, (_, known) -> (taken ? known.taken() : known).withEffect(effect));
        if (taken) told(now);
        published(id);
    }

    /** Waits until the command is as wanted, or the time is over. @return it as it is then; null when it is not open any more */
    @Nullable
    Command await(UUID id, Predicate<Command> wanted, Duration patience) {
        long left = patience.toNanos();
        lock.lock();
        try {
            Command command;
            while ((command = open.get(id)) != null && !wanted.test(command) && left > 0) {
                left = changed.awaitNanos(left);
            }
            return command;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return open.get(id);
        } finally {
            lock.unlock();
        }
    }

    private void told(Command command) {
        if (!command.state().ended()) return;
        log.info(
                "event=command-ended station={} command={} type={} state={} status={} reason=\"{}\"",
                identity(command.station()),
                command.id(),
                command.type(),
                command.state(),
                command.status(),
                command.reason() == null ? "" : command.reason().replaceAll("[\\p{Cntrl}\"]", " "));
    }

    private void published(UUID id) {
        lock.lock();
        try {
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        // What is over stays a moment for those who wait for it; the database has it anyway.
        open.computeIfPresent(id, (_, command) -> over(command) ? null : command);
    }

    private static boolean over(Command command) {
        return command.state().ended() && command.effect().state() != EffectState.AWAITED;
    }

    private Command withKnownEffect(Command command) {
        Command known = open.get(command.id());
        return known == null ? command : command.withEffect(known.effect());
    }

    private Change change(Command command) {
        return new Change(
                "command",
                command.id().toString(),
                command.station(),
                CommandJson.plain(CommandView.of(command, identity(command.station()))),
                command.actor(),
                clock.instant());
    }

    Instant now() {
        return clock.instant();
    }

    boolean isAccepted(StationId station) {
        return stations.find(station).map(Station::registration).orElse(Registration.NONE) == Registration.ACCEPTED;
    }

    String identity(StationId station) {
        return stations.find(station).map(Station::identity).orElse("");
    }
}
