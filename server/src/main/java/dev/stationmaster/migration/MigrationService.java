package dev.stationmaster.migration;

import dev.stationmaster.changefeed.Change;
import dev.stationmaster.command.CommandOrder;
import dev.stationmaster.command.CommandService;
import dev.stationmaster.command.SendingRule;
import dev.stationmaster.command.StationCommand;
import dev.stationmaster.devicemodel.DeviceModelService;
import dev.stationmaster.ledger.Ledger;
import dev.stationmaster.migration.Migration.Step;
import dev.stationmaster.platform.Uuid7;
import dev.stationmaster.platform.web.ApiProblem;
import dev.stationmaster.station.Station;
import dev.stationmaster.station.StationId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Moves a station to another network profile as the standard recommends it: it is closed to new transactions, those that run end and are told, then
 * it restarts on the other profile and is opened again. Every step is stored, so a move goes on after a restart of the server.
 *
 * @see "OCPP 2.0.1 part 2, B09, B10 (B10.FR.05)"
 */
@Service
class MigrationService {
    private static final Logger log = LoggerFactory.getLogger(MigrationService.class);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final MigrationStore store;
    private final Presence presence;
    private final CommandService commands;
    private final DeviceModelService devices;
    private final ObjectProvider<SendingRule> rules;
    private final Ledger ledger;
    private final InstantSource clock;
    /** Moves are few and a step takes no time: one after the other. */
    private final ReentrantLock turn = new ReentrantLock();

    private final Map<UUID, Migration> open = new ConcurrentHashMap<>();

    MigrationService(
            MigrationStore store,
            Presence presence,
            CommandService commands,
            DeviceModelService devices,
            ObjectProvider<SendingRule> rules,
            Ledger ledger,
            InstantSource clock) {
        this.store = store;
        this.presence = presence;
        this.commands = commands;
        this.devices = devices;
        this.rules = rules;
        this.ledger = ledger;
        this.clock = clock;
        for (Migration one : store.open()) open.put(one.id(), one);
    }

    /** What is wanted; checked. @param connectionData null when the slot is filled already */
    record Wish(
            int slot,
            @Nullable JsonNode connectionData,
            List<Integer> priority,
            String reset,
            boolean inoperative,
            Duration patience,
            boolean force) {}

    /** Begins it. @throws ApiProblem naming the field or the rule that is against it */
    Migration begin(Station station, Wish wish, String actor) {
        turn.lock();
        try {
            if (open.values().stream().anyMatch(one -> one.station().equals(station.id())))
                throw ApiProblem.conflict("migration-under-way", "This station is being moved already.");
            if (!presence.isHere(station.id()))
                throw ApiProblem.conflict("station-offline", "The station must be connected and accepted to be moved.");
            JsonNode data = wish.connectionData();
            String rule = data == null || wish.force()
                    ? null
                    : against(station, data.path("securityProfile").asInt(-1));
            if (rule != null) throw ApiProblem.conflict("rule", rule);
            UUID profile = data == null ? null : profile(station.id(), wish.slot(), data, wish.force(), actor);
            Instant now = clock.instant();
            Step first = profile != null ? Step.PROFILE : wish.inoperative() ? Step.CLOSING : Step.PRIORITY;
            var fresh = new Migration(
                    Uuid7.at(now),
                    station.id(),
                    wish.slot(),
                    priority(station.id(), wish),
                    wish.reset(),
                    wish.inoperative(),
                    first,
                    profile,
                    now,
                    now.plus(wish.patience()),
                    null,
                    actor,
                    now,
                    null);
            save(fresh);
            return fresh;
        } finally {
            turn.unlock();
        }
    }

    /** A profile on another security profile is a rise, with the rules of one. */
    private @Nullable String against(Station station, int securityProfile) {
        if (securityProfile < 1 || securityProfile == station.securityProfile()) return null;
        var raise = new StationCommand.RaiseSecurityProfile(securityProfile, null, null, List.of(), null);
        return rules.stream()
                .flatMap(rule -> Optional.ofNullable(rule.against(station, raise)).stream())
                .findFirst()
                .orElse(null);
    }

    private UUID profile(StationId station, int slot, JsonNode data, boolean force, String actor) {
        JsonNode body = JSON.valueToTree(
                Map.of("type", "SetNetworkProfile", "configurationSlot", slot, "connectionData", data, "force", force));
        return commands.submit(station, body, null, actor);
    }

    /** The slot in use stays behind the new one, to fall back on. */
    private String priority(StationId station, Wish wish) {
        if (!wish.priority().isEmpty()) {
            return String.join(
                    ",", wish.priority().stream().map(String::valueOf).toList());
        }
        String active = devices.value(station, MigrationSteps.ACTIVE).orElse(wish.slot() == 1 ? "2" : "1");
        return active.equals(String.valueOf(wish.slot())) ? active : wish.slot() + "," + active;
    }

    List<Migration> of(StationId station) {
        return store.of(station);
    }

    Migration get(StationId station, UUID id) {
        return store.find(station, id).orElseThrow(() -> ApiProblem.notFound("migration", id.toString()));
    }

    /** Stops it before the station was told to go; a station that was closed is opened again. */
    Migration cancel(StationId station, UUID id, String actor) {
        turn.lock();
        try {
            Migration one = get(station, id);
            if (!one.step().canBeUndone())
                throw ApiProblem.conflict("migration-too-late", "The station was told to move already.");
            Migration stopped = one.failed("stopped by " + actor, clock.instant());
            save(stopped);
            return stopped;
        } finally {
            turn.unlock();
        }
    }

    /** Looks at all moves that are under way; there are few, and mostly none. */
    @Scheduled(initialDelay = 1_000, fixedDelay = 500)
    void advance() {
        turn.lock();
        try {
            for (Migration one : open.values()) {
                Migration now = one;
                Migration next;
                // What was told is followed by the next command at once; its answer takes a while.
                while (!now.step().isEnd() && !(next = advanced(now, clock.instant())).equals(now)) {
                    save(next);
                    now = next;
                }
            }
        } finally {
            turn.unlock();
        }
    }

    private Migration advanced(Migration one, Instant now) {
        if (now.isBefore(one.nextAt())) return one;
        UUID given = one.command();
        boolean here = presence.isHere(one.station());
        if (given != null) {
            String active = one.step() == Step.CHECKING
                    ? devices.value(one.station(), MigrationSteps.ACTIVE).orElse(null)
                    : null;
            Migration told = MigrationSteps.told(one, commands.shown(given, null), here, active, now);
            return told.equals(one) ? MigrationSteps.late(one, now) : told;
        }
        StationCommand command = MigrationSteps.command(one);
        boolean waits = one.step() == Step.DRAINING && presence.isCharging(one.station());
        if (command == null || !here || waits) return MigrationSteps.late(one, now);
        return one.given(commands.submit(one.station(), command, CommandOrder.by(one.actor())), now);
    }

    private void save(Migration one) {
        store.save(one);
        if (one.step().isEnd()) open.remove(one.id());
        else open.put(one.id(), one);
        String identity = presence.identity(one.station());
        String step = one.step().name().toLowerCase(Locale.ROOT);
        ledger.commit(new Change(
                "station", identity, one.station(), Map.of("migration", step), one.actor(), clock.instant()));
        log.info(
                "event=migration station={} migration={} step={} failure=\"{}\"",
                identity,
                one.id(),
                step,
                one.failure() == null ? "" : one.failure().replaceAll("[\\p{Cntrl}\"]", " "));
    }
}
