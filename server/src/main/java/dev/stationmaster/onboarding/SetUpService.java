package dev.stationmaster.onboarding;

import dev.stationmaster.changefeed.Change;
import dev.stationmaster.command.CommandOrder;
import dev.stationmaster.command.CommandService;
import dev.stationmaster.command.CommandView;
import dev.stationmaster.command.StationCommand;
import dev.stationmaster.ledger.Ledger;
import dev.stationmaster.link.StationLink;
import dev.stationmaster.onboarding.SetUp.State;
import dev.stationmaster.settings.DeviceSettings;
import dev.stationmaster.settings.DeviceSettings.SetUpRelease;
import dev.stationmaster.settings.Settings;
import dev.stationmaster.station.BootPolicy;
import dev.stationmaster.station.Registration;
import dev.stationmaster.station.Station;
import dev.stationmaster.station.StationForm;
import dev.stationmaster.station.StationId;
import dev.stationmaster.station.StationService;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/**
 * The set-up phase: what is set and read while a station is Pending, in order, and its release. A station that goes away meanwhile goes on where it
 * was when it boots again.
 *
 * @see "OCPP 2.0.1 part 2, B02 (B02.FR.01, B02.FR.05); OCPP 1.6 §4.2"
 */
@Service
public class SetUpService {
    private static final Logger log = LoggerFactory.getLogger(SetUpService.class);
    private static final String ACTOR = "set-up";
    private static final Duration REPORT_WITHIN = Duration.ofMinutes(10);
    private static final Duration ANSWER_WITHIN = Duration.ofMinutes(3);
    private static final Duration A_WHILE = Duration.ofSeconds(2);
    private static final Set<String> GOOD = Set.of("Accepted", "RebootRequired", "EmptyResultSet");

    private final SetUpStore store;
    private final StationService stations;
    private final Arrivals arrivals;
    private final CommandService commands;
    private final Settings settings;
    private final Ledger ledger;
    private final InstantSource clock;

    SetUpService(
            SetUpStore store,
            StationService stations,
            Arrivals arrivals,
            CommandService commands,
            Settings settings,
            Ledger ledger,
            InstantSource clock) {
        this.store = store;
        this.stations = stations;
        this.arrivals = arrivals;
        this.commands = commands;
        this.settings = settings;
        this.ledger = ledger;
        this.clock = clock;
    }

    /** What would be done with the station. */
    List<SetUpStep> planned(StationId station) {
        return SetUpPlan.steps(
                settings.get(DeviceSettings.SET_UP_VARIABLES, station.key()),
                settings.get(DeviceSettings.SET_UP_REPORTS, station.key()));
    }

    /** The last set-up phase of the station. */
    Optional<SetUp> find(StationId station) {
        return store.find(station);
    }

    /** Goes through the steps that are left; blocks until they are through or the station is gone. */
    void run(Station station) {
        List<SetUpStep> wanted = planned(station.id());
        if (wanted.isEmpty()) return;
        Optional<SetUp> known = store.find(station.id()).filter(before -> before.goesOnWith(wanted));
        SetUp run = known.orElseGet(() -> new SetUp(station.id(), State.RUNNING, wanted, clock.instant(), null, null));
        if (known.isEmpty()) save(run, station);
        for (int i = 0; i < run.steps().size(); i++) {
            if (!run.steps().get(i).waits()) continue;
            SetUpStep tried = tried(station.id(), run.steps().get(i));
            if (tried.waits()) return;
            run = run.with(i, tried);
            save(run, station);
        }
        if (run.state() == State.RUNNING) {
            run = run.done(clock.instant());
            save(run, station);
        }
        SetUpRelease when =
                settings.get(DeviceSettings.SET_UP_RELEASE, station.id().key());
        boolean release = when == SetUpRelease.WHEN_DONE || when == SetUpRelease.WHEN_ACCEPTED && !run.failed();
        if (release) release(station.identity(), ACTOR);
    }

    /** @return the step as it ended; still waiting when the station is gone */
    private SetUpStep tried(StationId station, SetUpStep step) {
        Optional<StationLink> link = arrivals.link(station);
        if (link.isEmpty()) return step;
        SetUpPlan.Wanted wanted = SetUpPlan.wanted(step, link.get().version().isV2());
        StationCommand command = wanted.command();
        if (command == null) return step.ended(SetUpStep.SKIPPED, null, wanted.whyNot(), null, clock.instant());
        UUID id = commands.submit(station, command, CommandOrder.by(ACTOR));
        CommandView view = settled(id, link.get(), step.value() == null ? REPORT_WITHIN : ANSWER_WITHIN);
        boolean answered = view.state().equals("answered");
        boolean awaited = view.effect().state().equals("awaited");
        if ((!answered || awaited) && !link.get().isOpen()) return step;
        String status = view.status();
        boolean missed = awaited || view.effect().state().equals("missed");
        boolean good = answered && !missed && (status == null ? view.reason() == null : GOOD.contains(status));
        String reason = missed ? view.effect().what() + " did not come in whole" : view.reason();
        return step.ended(good ? SetUpStep.DONE : SetUpStep.FAILED, status, reason, id, clock.instant());
    }

    /** As the command is when it is over, the station gone, or the time. */
    private CommandView settled(UUID id, StationLink link, Duration patience) {
        Instant end = clock.instant().plus(patience);
        while (true) {
            CommandView view = commands.settled(id, A_WHILE);
            boolean waiting = Set.of("queued", "sent").contains(view.state())
                    || view.effect().state().equals("awaited");
            if (!waiting || !link.isOpen() || clock.instant().isAfter(end)) return view;
        }
    }

    /**
     * The station's next BootNotification is accepted, and a Pending one is asked for it now. One that does not know the trigger boots when its
     * interval is over.
     *
     * @see "OCPP 2.0.1 part 2, F06.FR.17; OCPP 1.6 §4.2, errata 3.40"
     */
    void release(String identity, String actor) {
        Station station = stations.get(identity);
        if (station.boot() == BootPolicy.PENDING) stations.change(identity, accepted(), actor);
        store.find(station.id())
                .filter(run -> run.state() != State.RELEASED)
                .ifPresent(run -> save(run.released(actor, clock.instant()), station));
        if (station.registration() != Registration.PENDING) return;
        var trigger = new StationCommand.TriggerMessage("BootNotification", null, null, null, null);
        commands.submit(station.id(), trigger, CommandOrder.by(actor));
    }

    private static StationForm accepted() {
        return new StationForm(null, null, null, null, "accepted", null, null, null, null, null);
    }

    private void save(SetUp run, Station station) {
        store.save(run);
        Instant now = clock.instant();
        String word = run.state().name().toLowerCase(Locale.ROOT);
        long left = run.steps().stream().filter(SetUpStep::waits).count();
        ledger.commit(new Change(
                "station", station.identity(), station.id(), Map.of("setUp", word, "stepsLeft", left), ACTOR, now));
        if (run.state() != State.RUNNING) {
            log.info("event=set-up station={} state={} failed={}", station.identity(), word, run.failed());
        }
    }
}
