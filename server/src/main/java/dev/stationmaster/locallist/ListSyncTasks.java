package dev.stationmaster.locallist;

import dev.stationmaster.changefeed.Change;
import dev.stationmaster.command.CommandListener;
import dev.stationmaster.command.CommandOrder;
import dev.stationmaster.command.CommandService;
import dev.stationmaster.command.StationCommand;
import dev.stationmaster.ledger.CommitListener;
import dev.stationmaster.ledger.Fact;
import dev.stationmaster.link.LinkRegistry;
import dev.stationmaster.link.StationLink;
import dev.stationmaster.settings.LocalListSettings;
import dev.stationmaster.settings.LocalListSettings.LocalListSync;
import dev.stationmaster.settings.Settings;
import dev.stationmaster.station.Registration;
import dev.stationmaster.station.Station;
import dev.stationmaster.station.StationDirectory;
import dev.stationmaster.station.StationId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Keeps the lists of stations with {@code localListSync} automatic up to date: a moment after tokens or the station's choice of them change, when
 * the station complains of a conflict (1.6 §4.9, LocalListConflict), and after a start of the server. A task outlives a restart; a station that
 * is away is served when it is back.
 */
@Component
class ListSyncTasks implements SmartInitializingSingleton, CommitListener, CommandListener {
    static final String ACTOR = "server";
    private static final Duration FIRST_RETRY = Duration.ofMinutes(1);
    private static final Duration LONGEST_RETRY = Duration.ofHours(6);
    /** A command whose end nobody told is given up. */
    private static final Duration PATIENCE = Duration.ofMinutes(30);

    private static final int AT_A_TIME = 50;
    /** Seconds between two looks at what every station's settings say; changes of tokens are seen at once. */
    private static final int SETTINGS_EVERY = 4;

    private final LocalListStore store;
    private final CommandService commands;
    private final Settings settings;
    private final StationDirectory stations;
    private final LinkRegistry links;
    private final InstantSource clock;
    private final Queue<StationId> conflicts = new ConcurrentLinkedQueue<>();
    private final Map<StationId, Due> tasks = new ConcurrentHashMap<>();
    private final Map<StationId, String> choices = new ConcurrentHashMap<>();
    private final Queue<Change> saved = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean tokensChanged = new AtomicBoolean();
    private int looks;

    /** @param begun a command is on its way since; what changes meanwhile makes a new task */
    private record Due(Instant at, int attempts, @Nullable Instant begun) {
        boolean running(Instant now) {
            return begun != null && now.isBefore(begun.plus(PATIENCE));
        }
    }

    ListSyncTasks(
            LocalListStore store,
            CommandService commands,
            Settings settings,
            StationDirectory stations,
            LinkRegistry links,
            InstantSource clock) {
        this.store = store;
        this.commands = commands;
        this.settings = settings;
        this.stations = stations;
        this.links = links;
        this.clock = clock;
    }

    @Override
    public void afterSingletonsInstantiated() {
        for (LocalListStore.Task task : store.tasks()) {
            tasks.put(task.station(), new Due(task.dueAt(), task.attempts(), null));
        }
    }

    /** On the ledger's thread: only takes note. */
    @Override
    public void committed(List<? extends Fact<?>> facts) {
        for (Fact<?> fact : facts) {
            if (!(fact instanceof Change change)) continue;
            if (change.topic().equals("token")) {
                tokensChanged.set(true);
                saved.add(change);
            }
            StationId station = change.station();
            if (station != null && "LocalListConflict".equals(change.value("errorCode"))) conflicts.add(station);
        }
    }

    @Scheduled(initialDelay = 1, fixedDelay = 1, timeUnit = TimeUnit.SECONDS)
    void look() {
        plan();
        begin();
    }

    /** Every station whose tokens may be others than before gets a task. A changed choice shows here first, at the start of the server too. */
    private void plan() {
        for (Change change = saved.poll(); change != null; change = saved.poll()) {
            // A change is named by type and value.
            store.savedAgain(change.key().substring(change.key().indexOf('/') + 1), change.at());
        }
        boolean all = tokensChanged.getAndSet(false);
        Set<StationId> complaining = complaining();
        if (!all && complaining.isEmpty() && looks++ % SETTINGS_EVERY != 0) return;
        List<StationId> concerned = stations.all().stream()
                .map(Station::id)
                .filter(id -> newlyChosen(id) || automatic(id) && (all || complaining.contains(id)))
                .toList();
        if (concerned.isEmpty()) return;
        Instant due = clock.instant().plusSeconds(settings.get(LocalListSettings.LOCAL_LIST_DELAY_SECONDS));
        store.schedule(concerned, due, 0);
        for (StationId id : concerned) {
            tasks.put(id, new Due(due, 0, null));
            choices.put(id, choice(id));
        }
    }

    /** Their lists are sent whole the next time, whoever asks for it. */
    private Set<StationId> complaining() {
        Set<StationId> found = new HashSet<>();
        for (StationId id; (id = conflicts.poll()) != null; ) {
            if (found.add(id)) store.save(id, store.find(id).touched());
        }
        return found;
    }

    private boolean automatic(StationId id) {
        return settings.get(LocalListSettings.LOCAL_LIST_SYNC, id.key()) == LocalListSync.AUTOMATIC;
    }

    private boolean newlyChosen(StationId id) {
        if (!automatic(id)) {
            choices.remove(id);
            return false;
        }
        return !choice(id).equals(choices.get(id));
    }

    private String choice(StationId id) {
        return settings.get(LocalListSettings.LOCAL_LIST_TOKENS, id.key());
    }

    private void begin() {
        Instant now = clock.instant();
        long room = AT_A_TIME
                - tasks.values().stream().filter(due -> due.running(now)).count();
        for (var task : tasks.entrySet()) {
            if (room <= 0) return;
            Due due = task.getValue();
            if (due.running(now) || now.isBefore(due.at)) continue;
            if (begun(task.getKey(), due, now)) room--;
        }
    }

    private boolean begun(StationId id, Due due, Instant now) {
        boolean wanted = stations.find(id).isPresent() && automatic(id);
        if (!wanted || store.find(id).state() == HeldList.State.NOT_SUPPORTED) {
            finish(id, due);
            return false;
        }
        if (!reachable(id) || !tasks.replace(id, due, new Due(due.at, due.attempts, now))) return false;
        commands.submit(id, new StationCommand.SyncLocalList(false), CommandOrder.by(ACTOR));
        return true;
    }

    private boolean reachable(StationId id) {
        return links.find(id).filter(StationLink::isOpen).isPresent()
                && stations.find(id)
                        .filter(station -> station.registration() == Registration.ACCEPTED)
                        .isPresent();
    }

    private void finish(StationId id, Due due) {
        if (tasks.remove(id, due)) store.done(id);
    }

    /** The end of our own command, or of an operator's that came first. */
    @Override
    public void ended(Ended command) {
        if (!(command.command() instanceof StationCommand.SyncLocalList)) return;
        StationId id = command.station();
        Due due = tasks.get(id);
        if (due == null || due.begun == null) return;
        boolean hopeless = "NotSupported".equals(command.status());
        if (command.positive() || hopeless) {
            finish(id, due);
            return;
        }
        int attempts = due.attempts + 1;
        Duration wait = FIRST_RETRY.multipliedBy(1L << Math.min(attempts - 1, 10));
        Instant again = clock.instant().plus(wait.compareTo(LONGEST_RETRY) > 0 ? LONGEST_RETRY : wait);
        if (tasks.replace(id, due, new Due(again, attempts, null))) store.schedule(List.of(id), again, attempts);
    }
}
