package dev.stationmaster.command;

import dev.stationmaster.command.Outbox.Queued;
import dev.stationmaster.ledger.FactRefusedException;
import dev.stationmaster.link.LinkRegistry;
import dev.stationmaster.link.StationLink;
import dev.stationmaster.platform.web.ApiProblem;
import dev.stationmaster.station.StationId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.stereotype.Service;
import tools.jackson.databind.JsonNode;

/** Takes commands in, stores them before anything is sent, and knows what became of them. */
@Service
public class CommandService implements SmartInitializingSingleton {
    private static final Logger log = LoggerFactory.getLogger(CommandService.class);
    private static final String RESTARTED = "the server restarted before the answer";

    private final CommandBook book;
    private final CommandStore store;
    private final Outboxes outboxes;
    private final LinkRegistry links;
    private final CommandBody bodies;
    private final EffectWatch effects;

    CommandService(
            CommandBook book,
            CommandStore store,
            Outboxes outboxes,
            LinkRegistry links,
            CommandBody bodies,
            EffectWatch effects) {
        this.book = book;
        this.store = store;
        this.outboxes = outboxes;
        this.links = links;
        this.bodies = bodies;
        this.effects = effects;
    }

    /**
     * A command of another part of the server.
     *
     * @return its id, under which the API shows it
     */
    public UUID submit(StationId station, StationCommand command, CommandOrder order) {
        return submit(station, command, SecretMask.masked(CommandJson.text(command)), order)
                .id();
    }

    /** @param body the fields as the API took them, without secrets */
    Command submit(StationId station, StationCommand command, String body, CommandOrder order) {
        String key = order.idempotencyKey();
        Optional<Command> before = key == null ? Optional.empty() : store.find(station, order.actor(), key);
        if (before.isPresent()) return same(before.get(), command, body);
        Duration expiresIn = order.expiresIn();
        Command fresh = Command.queued(station, command, body, order, book.now());
        boolean keep = expiresIn != null && mayWait(command);
        boolean away = links.find(station).filter(StationLink::isOpen).isEmpty();
        try {
            if (away && !keep) return book.save(fresh.refused(absence(command, expiresIn)));
            book.save(fresh);
        } catch (FactRefusedException e) {
            if (key == null) throw e;
            return same(store.find(station, order.actor(), key).orElseThrow(() -> e), command, body);
        }
        outboxes.add(station, new Queued(fresh.id(), command, keep, fresh.expiresAt()));
        return fresh;
    }

    private static String absence(StationCommand command, @Nullable Duration expiresIn) {
        return expiresIn == null || mayWait(command)
                ? "the station is not connected; with expiresInSeconds the command waits for it"
                : "the station is not connected, and a " + command.type() + " does not wait";
    }

    private static Command same(Command before, StationCommand command, String body) {
        if (before.type().equals(command.type()) && before.body().equals(body)) return before;
        throw ApiProblem.conflict(
                "idempotency-key-used", "This Idempotency-Key was used for another command of this station.");
    }

    /** A password must not be stored to wait, and who knocks at the raw door waits for the answer. */
    private static boolean mayWait(StationCommand command) {
        return !(command instanceof StationCommand.ChangePassword) && !(command instanceof StationCommand.Call);
    }

    /**
     * A command as an operator writes it.
     *
     * @param body the fields of the typed command, {@code type} among them
     * @return its id
     * @throws ApiProblem naming every field that is wrong, and the rule
     */
    public UUID submit(StationId station, JsonNode body, @Nullable String idempotencyKey, String actor) {
        CommandOrder order = CommandResource.order(body, idempotencyKey, actor);
        return submit(station, bodies.read(station, body, order.force()), SecretMask.masked(body.toString()), order)
                .id();
    }

    /**
     * The command as the API shows it.
     *
     * @param wait how long for its end, such as {@code 30s}; null for no time
     */
    public CommandView shown(UUID id, @Nullable String wait) {
        Command command = await(id, it -> it.state().ended(), CommandResource.patience(wait));
        return CommandView.of(command, book.identity(command.station()));
    }

    /** The command when it is over and its effect was seen or missed, or as it is when the time is over. Blocks. */
    public CommandView settled(UUID id, Duration patience) {
        Command command =
                await(id, it -> it.state().ended() && it.effect().state() != Command.EffectState.AWAITED, patience);
        return CommandView.of(command, book.identity(command.station()));
    }

    Optional<Command> find(UUID id) {
        Optional<Command> open = book.find(id);
        return open.isPresent() ? open : store.find(id);
    }

    /** Newest first. */
    List<Command> list(StationId station, @Nullable UUID before, int limit) {
        return store.list(station, before, limit);
    }

    /** The command when it is as wanted or the time is over, whichever comes first. */
    Command await(UUID id, Predicate<Command> wanted, Duration patience) {
        Command open = book.await(id, wanted, patience);
        return open != null ? open : store.find(id).orElseThrow(() -> ApiProblem.notFound("command", id.toString()));
    }

    /** Whether the station took it or not, it may still come on the profile. */
    private void watchAgain(Command command) {
        if (!(CommandJson.tree(command.body()) instanceof Map<?, ?> body) || !(body.get("to") instanceof Number to))
            return;
        var expected = new Expectation.SecurityProfile(to.intValue());
        Command now = command.state().ended()
                ? command
                : command.ended(Command.State.FAILED, book.now(), command.exchanges(), null, RESTARTED);
        book.resume(now);
        EffectWatch.Watch watch = effects.begin(command.id(), command.station(), expected);
        Thread.ofVirtual().start(() -> {
            book.save(now, new Command.Effect(Command.EffectState.AWAITED, expected.what(), null));
            watch.arm(false);
        });
    }

    /** Before the ports open: what waited goes on waiting; of what was under way nobody knows the outcome. */
    @Override
    public void afterSingletonsInstantiated() {
        List<Command> raises = store.profileChanges();
        int failed = store.failUnfinished(RESTARTED, book.now());
        raises.forEach(this::watchAgain);
        if (failed > 0) log.warn("event=commands-cut-off count={}", failed);
        for (Command command : store.queued()) {
            book.resume(command);
            Optional<StationCommand> again = bodies.again(command);
            if (again.isPresent() && command.expiresAt() != null) {
                outboxes.add(command.station(), new Queued(command.id(), again.get(), true, command.expiresAt()));
            } else {
                String why = "the server restarted before it was sent";
                Thread.ofVirtual().start(() -> book.save(command.refused(why)));
            }
        }
    }
}
