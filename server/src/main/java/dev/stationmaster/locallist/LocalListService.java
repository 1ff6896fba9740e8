package dev.stationmaster.locallist;

import dev.stationmaster.authorization.IdToken;
import dev.stationmaster.changefeed.Change;
import dev.stationmaster.command.CommandAnswer;
import dev.stationmaster.command.CommandListener;
import dev.stationmaster.command.CommandOrder;
import dev.stationmaster.command.CommandService;
import dev.stationmaster.command.Conversation;
import dev.stationmaster.command.ConversationSource;
import dev.stationmaster.command.LocalListEntry;
import dev.stationmaster.command.LocalListVersion;
import dev.stationmaster.command.StationCommand;
import dev.stationmaster.ledger.Ledger;
import dev.stationmaster.locallist.Entries.Line;
import dev.stationmaster.locallist.WantedLists.Wanted;
import dev.stationmaster.ocpp.Version;
import dev.stationmaster.station.Connectivity;
import dev.stationmaster.station.Station;
import dev.stationmaster.station.StationDirectory;
import dev.stationmaster.station.StationId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;

/**
 * What stations hold as their local authorization list, as they confirmed it message by message. A station's commands come one at a time, so
 * its list changes on one thread.
 *
 * @see "OCPP 1.6 §3.5.2, §5.10, §5.15; 2.x part 2, D01 and D02"
 */
@Service
public class LocalListService implements ConversationSource, CommandListener {
    private static final Logger log = LoggerFactory.getLogger(LocalListService.class);
    /** How long the question that clears up a lost answer waits for an absent station. */
    private static final Duration ASKS_FOR = Duration.ofHours(1);

    private final LocalListStore store;
    private final WantedLists wanted;
    private final CommandService commands;
    private final Ledger ledger;
    private final StationDirectory stations;
    private final ObjectProvider<Connectivity> connectivity;
    private final InstantSource clock;

    LocalListService(
            LocalListStore store,
            WantedLists wanted,
            CommandService commands,
            Ledger ledger,
            StationDirectory stations,
            ObjectProvider<Connectivity> connectivity,
            InstantSource clock) {
        this.store = store;
        this.wanted = wanted;
        this.commands = commands;
        this.ledger = ledger;
        this.stations = stations;
        this.connectivity = connectivity;
        this.clock = clock;
    }

    /**
     * What is to be sent.
     *
     * @param pieces one a message; the first one replaces the list when {@code full}
     * @param size entries on the list afterwards
     * @param leftOut tokens that the station has no room for
     */
    record Plan(boolean full, List<List<LocalListEntry>> pieces, int size, int leftOut) {}

    /** A station's list beside the one that is wanted. */
    record Comparison(HeldList held, List<Line> lines, ListLimits limits, int leftOut) {}

    @Override
    public Optional<Conversation> begin(Turn turn) {
        return switch (turn.command()) {
            case StationCommand.SyncLocalList(boolean full) -> Optional.of(new ListSync(this, turn, full));
            case StationCommand.SendLocalList send -> Optional.of(new ListSending(this, turn, send));
            default -> Optional.empty();
        };
    }

    /** The difference, or the whole where that takes fewer messages or the station's list is not known. */
    Plan plan(StationId station, Version version, boolean whole) {
        Comparison compared = compare(station, version);
        List<LocalListEntry> all = compared.lines.stream()
                .filter(line -> line.wanted() != null)
                .map(line -> new LocalListEntry(line.token(), line.wanted()))
                .toList();
        List<LocalListEntry> changes = Entries.changes(compared.lines);
        boolean known = compared.held.state() == HeldList.State.CONFIRMED && !whole;
        if (known && changes.isEmpty()) return new Plan(false, List.of(), all.size(), compared.leftOut);
        var wholeList = Entries.pieces(all, compared.limits);
        var difference = Entries.pieces(changes, compared.limits);
        // A station without a list is given one.
        Integer confirmed = compared.held.confirmedVersion();
        boolean first = confirmed == null || confirmed == 0;
        boolean full = !known || first || wholeList.size() < difference.size();
        return new Plan(full, full ? wholeList : difference, all.size(), compared.leftOut);
    }

    Comparison compare(StationId station, Version version) {
        ListLimits limits = wanted.limits(station, version);
        Wanted now = wanted.of(station, version, limits.entries());
        List<Line> lines = Entries.compare(now.entries(), store.entries(station), clock.instant());
        return new Comparison(held(station), lines, limits, now.leftOut());
    }

    HeldList held(StationId station) {
        return store.find(station);
    }

    /** Written before it is sent: whatever happens then, it is known that this version may be the station's. */
    void sending(StationId station, ListUpdate update) {
        store.save(station, held(station).sending(update));
    }

    /** The station has answered an update. @return whether it took it */
    boolean settle(Turn turn, ListUpdate update, CommandAnswer answer) {
        HeldList held = held(turn.station());
        Instant now = clock.instant();
        if (answer.positive()) {
            accepted(turn.station(), turn.version(), held, update, turn.actor());
            return true;
        }
        if ("NotSupported".equals(answer.status())) {
            save(turn.station(), turn.actor(), held.notSupported(held.reportedVersion(), now));
        } else {
            store.save(turn.station(), held.refused());
            log.warn(
                    "event=local-list-refused station={} version={} full={} status={}",
                    identity(turn.station()),
                    update.version(),
                    update.full(),
                    answer.status());
        }
        return false;
    }

    private void accepted(StationId station, Version version, HeldList held, ListUpdate update, String actor) {
        HeldList next = held.accepted(update, clock.instant());
        store.save(station, next, update, version);
        tell(station, next, actor);
    }

    /** No readable answer to an update. Whether it counts is asked, unless the station said that it does not. */
    void lost(Turn turn, ListUpdate update, How how, String reason) {
        switch (how) {
            case UNKNOWN ->
                commands.submit(
                        turn.station(),
                        new StationCommand.GetLocalListVersion(),
                        new CommandOrder("server", null, false, ASKS_FOR, CommandOrder.TIMEOUT));
            case ERROR, NOT_SENT, ANSWERED -> {
                store.save(turn.station(), held(turn.station()).refused());
                notAnswered(turn, how, reason);
            }
        }
        log.warn(
                "event=local-list-unanswered station={} version={} how={} reason=\"{}\"",
                identity(turn.station()),
                update.version(),
                how,
                reason);
    }

    /** A station that does not know the message keeps no list. */
    void notAnswered(Turn turn, How how, String reason) {
        if (how == How.ERROR && unknownThere(reason)) unsupported(turn.station(), turn.actor());
    }

    private void unsupported(StationId station, String actor) {
        save(station, actor, held(station).notSupported(null, clock.instant()));
    }

    private static boolean unknownThere(String reason) {
        return reason.contains("the error NotSupported") || reason.contains("the error NotImplemented");
    }

    /** The station told which version it has. */
    HeldList reported(Turn turn, LocalListVersion told) {
        return reported(turn.station(), turn.version(), told, turn.actor());
    }

    private HeldList reported(StationId station, Version version, LocalListVersion told, String actor) {
        HeldList held = held(station);
        ListUpdate pending = held.pending();
        Instant now = clock.instant();
        if (pending != null && pending.version() == told.version()) {
            accepted(station, version, held, pending, actor);
            return held(station);
        }
        HeldList next =
                told.version() < 0 ? held.notSupported(told.version(), now) : held.reported(told.version(), now);
        if (told.version() == 0) store.saveEmpty(station, next);
        else store.save(station, next);
        tell(station, next, actor);
        return next;
    }

    /** Versions told to a question of their own, and lists that were sent through the raw door. */
    @Override
    public void ended(Ended command) {
        switch (command.command()) {
            case StationCommand.GetLocalListVersion _ -> {
                Version version = version(command.station());
                for (LocalListVersion told : command.told(LocalListVersion.class)) {
                    reported(command.station(), version, told, "station");
                }
                if (command.how() == How.ERROR && unknownThere(String.valueOf(command.reason()))) {
                    unsupported(command.station(), "station");
                }
            }
            case StationCommand.Call call
            when call.action().equals("SendLocalList")
                    && command.how() != How.NOT_SENT
                    && command.how() != How.ERROR -> {
                // What was in it is not looked at; the whole list is sent next time.
                store.save(command.station(), held(command.station()).touched());
            }
            default -> {}
        }
    }

    /** What the station spoke last; its entries are told apart by that version's rules. */
    Version version(StationId station) {
        return connectivity
                .getObject()
                .of(station)
                .map(Connectivity.Connection::version)
                .orElse(Version.V16);
    }

    /**
     * A customer's data was erased at the station: the token leaves its list, and comes back only when it is saved again.
     *
     * @see "OCPP 2.x part 2, N10.FR.02"
     */
    public void erased(StationId station, IdToken token) {
        store.erased(station, token.value(), clock.instant());
        HeldList held = held(station);
        boolean listed = store.entries(station).values().stream()
                .anyMatch(entry -> entry.idToken().value().equalsIgnoreCase(token.value()));
        // Nobody knows what is on a list that somebody else wrote; taking off what is not there does no harm.
        if (!listed && held.state() != HeldList.State.FOREIGN) return;
        commands.submit(
                station,
                new StationCommand.SendLocalList(null, "Differential", List.of(new LocalListEntry(token, null))),
                new CommandOrder("server", null, false, ASKS_FOR, CommandOrder.TIMEOUT));
    }

    private void save(StationId station, String actor, HeldList next) {
        store.save(station, next);
        tell(station, next, actor);
    }

    private void tell(StationId station, HeldList list, String actor) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("state", list.state().word());
        if (list.confirmedVersion() != null) body.put("confirmedVersion", list.confirmedVersion());
        if (list.reportedVersion() != null) body.put("reportedVersion", list.reportedVersion());
        ledger.commit(new Change("locallist", identity(station), station, body, actor, clock.instant()));
    }

    private String identity(StationId station) {
        return stations.find(station).map(Station::identity).orElse("");
    }
}
