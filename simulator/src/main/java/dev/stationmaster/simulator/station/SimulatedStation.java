package dev.stationmaster.simulator.station;

import dev.stationmaster.simulator.car.Car;
import dev.stationmaster.simulator.journal.Journal;
import dev.stationmaster.simulator.model.Configuration16;
import dev.stationmaster.simulator.model.DeviceModel;
import dev.stationmaster.simulator.model.Settings;
import dev.stationmaster.simulator.profile.Profiles;
import dev.stationmaster.simulator.quirk.Misconduct;
import dev.stationmaster.simulator.time.Timeline;
import dev.stationmaster.simulator.wire.Answer;
import dev.stationmaster.simulator.wire.Frame;
import dev.stationmaster.simulator.wire.Outbox;
import dev.stationmaster.simulator.wire.Transport;
import io.netty.channel.EventLoop;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * A charging station that behaves. Everything happens on one event loop; the methods here may be called from any thread and return at
 * once unless they give a future. What it told the server, and was answered, is in its {@link #journal}.
 */
public final class SimulatedStation {
    private final StationConfig config;
    private final EventLoop loop;
    private final Parts parts;
    private final Charging charging;
    private final Secc secc;
    private final OutsideLimits outsideLimits;
    private final StatusReports statuses;
    private final Lifecycle life;
    private final Credentials credentials;

    /**
     * Builds a station; it does nothing until {@link #start}.
     *
     * @param journal  made for this identity and version
     * @param timeline of the world it lives in
     */
    public SimulatedStation(
            StationConfig config, Transport transport, Timeline timeline, Journal journal, StationObserver observer) {
        this.config = config;
        this.loop = transport.nextLoop();
        this.credentials = new Credentials(config);
        var clock = new StationClock(timeline, loop);
        var evses = evses(config, clock);
        var settings = settings(config);
        var outbox = new Outbox(timeline, loop, journal, settings::retry);
        this.parts = new Parts(
                config,
                clock,
                outbox,
                journal,
                evses,
                new Connector(0, 0),
                new TokenMemory(config.knownTokens()),
                new LocalList(),
                new FirmwareState(config.plate().firmware()),
                new Certificates(config, credentials, outbox, clock),
                new Profiles(),
                observer);
        var speech = speech(settings);
        this.statuses = new StatusReports(parts, speech);
        this.charging = new Charging(parts, settings, speech, statuses);
        var misconduct = new Misconduct(config.traits().quirks(), timeline, loop, new Misconduct.Hooks() {
            @Override
            public void reboot() {
                powerCycle();
            }

            @Override
            public void forgetProfiles() {
                parts.profiles().remove(_ -> true);
            }
        });
        this.life = new Lifecycle(
                parts,
                settings,
                speech,
                statuses,
                listener -> transport.dial(
                        loop, credentials.endpoint(), credentials.watching(misconduct.watching(listener))),
                new Lifecycle.Loop(timeline, loop));
        var files = new FileCommands(parts, charging, life);
        var others = commands(settings, speech);
        this.secc = new Secc(parts, charging);
        this.outsideLimits = new OutsideLimits(parts);
        life.obey(call -> files.answer(call).orElseGet(() -> secc.after(call, others.apply(call))));
        parts.certificates().use(() -> organisation(settings), life::reconnect);
    }

    private static List<Evse> evses(StationConfig config, StationClock clock) {
        var evses = new ArrayList<Evse>(config.evses().size());
        var flat = 1;
        for (var evse : config.evses()) {
            var number = evses.size() + 1;
            evses.add(new Evse(number, evse, flat, config.firstRegisterWh(number), clock.worldNow()));
            flat += evse.connectors();
        }
        return List.copyOf(evses);
    }

    private static Settings settings(StationConfig config) {
        return switch (config.version()) {
            case OCPP16 -> Factory.configuration(config);
            case OCPP201, OCPP21 -> Factory.deviceModel(config);
        };
    }

    private static String organisation(Settings settings) {
        return switch (settings) {
            case Configuration16 configuration -> configuration.value("CpoName");
            case DeviceModel model -> model.value("SecurityCtrlr", "OrganizationName", null);
            default -> "";
        };
    }

    private Speech speech(Settings settings) {
        return switch (settings) {
            case Configuration16 configuration -> new V16Speech(parts, configuration);
            case DeviceModel model -> new V2Speech(parts, model);
            default -> throw new IllegalStateException("no speech for " + settings);
        };
    }

    private Function<Frame.Call, Answer> commands(Settings settings, Speech speech) {
        Consumer<String> newPassword = password -> {
            credentials.change(password);
            life.reconnect();
        };
        return switch (speech) {
            case V16Speech v16 -> {
                var configuration = (Configuration16) settings;
                yield new V16Commands(parts, configuration, v16, statuses, charging, life, newPassword)::answer;
            }
            case V2Speech v2 -> {
                var variables = new V2Variables(parts, (DeviceModel) settings, life, credentials);
                var others = new V2Commands(parts, variables, v2, statuses, charging, life, settings);
                var monitors = new MonitorCommands(parts, (DeviceModel) settings, v2::nextEventId);
                var customers = new CustomerCommands(parts);
                yield call -> life.phase() == StationState.Phase.REJECTED
                        ? others.answer(call)
                        : monitors.answer(call).or(() -> customers.answer(call)).orElseGet(() -> others.answer(call));
            }
        };
    }

    /** Switches on: connects, boots, and goes on until {@link #stop}. */
    public void start() {
        onLoop(life::powerUp);
    }

    /** Switches off. Sessions are left as they are; facts not yet answered stay in the journal as such. */
    public void stop() {
        onLoop(life::powerDown);
    }

    /** Plugs a car into the first connector of an EVSE; nothing happens when it is taken or out of order. */
    public void plug(int evse, Car car) {
        plug(evse, 1, car);
    }

    /** The same for a connector by its number. */
    public void plug(int evse, int connector, Car car) {
        onLoop(() -> {
            if (charging.plug(at(evse), connector, car)) {
                secc.plugged(at(evse));
            }
        });
    }

    /** Pulls the cable. */
    public void unplug(int evse) {
        onLoop(() -> charging.unplug(at(evse)));
    }

    /** Shows a token at an EVSE: starts a session, or ends one. True when it did either. */
    public CompletableFuture<Boolean> present(int evse, Token token) {
        var done = new CompletableFuture<Boolean>();
        onLoop(() -> charging.present(at(evse), token, done::complete));
        return done;
    }

    /** Asks for a certificate by itself, as before the end of the one it has. */
    public void requestCertificate() {
        onLoop(() -> parts.certificates().request(null));
    }

    /** The security profile that the next connection uses. */
    public int securityProfile() {
        return credentials.profile();
    }

    /** The network goes away; the station goes on and keeps its facts. */
    public void goOffline() {
        onLoop(life::goOffline);
    }

    /** The network is back. */
    public void goOnline() {
        onLoop(life::goOnline);
    }

    /** Power fails and comes back: transactions end, facts survive, the station boots. */
    public void powerCycle() {
        onLoop(() -> {
            charging.stopAll(Ending.POWER_LOSS);
            life.reboot(BootReason.PowerUp, true);
        });
    }

    /** Somebody else than the server, such as an energy management, limits the station (2.x). @param evse 0 for the whole station */
    public void limit(int evse, String source, double amperes) {
        onLoop(() -> outsideLimits.set(new Profiles.Outside(evse, source, amperes)));
    }

    /** Takes such a limit away. */
    public void release(int evse, String source) {
        onLoop(() -> outsideLimits.release(evse, source));
    }

    /** Breaks a connector; {@code errorCode} is one of 1.6, such as {@code GroundFailure}. */
    public void fault(int evse, int connector, String errorCode) {
        onLoop(() -> charging.fault(at(evse), at(evse).connector(connector), errorCode));
    }

    /** Repairs it. */
    public void repair(int evse, int connector) {
        onLoop(() -> {
            at(evse).connector(connector).fault = null;
            statuses.refresh(at(evse));
        });
    }

    /** Somebody opens the housing; the server is told of a security event. */
    public void tamper() {
        onLoop(() -> parts.certificates().event("TamperDetectionActivated"));
    }

    /** Misbehaves: every reservation is forgotten, and the server is told nothing but statuses. */
    public void forgetReservations() {
        onLoop(charging.reservations::forget);
    }

    /** Misbehaves: lists are taken, but the version that it tells stays what it is. */
    public void freezeListVersion() {
        onLoop(parts.list()::freeze);
    }

    private Evse at(int number) {
        return parts.evse(number)
                .orElseThrow(() -> new IllegalArgumentException(config.identity() + " has no EVSE " + number));
    }

    private void onLoop(Runnable task) {
        if (loop.inEventLoop()) {
            task.run();
        } else {
            try {
                loop.execute(task);
            } catch (RejectedExecutionException closed) {
                parts.tell("the event loop has ended");
            }
        }
    }

    /** How it stands at this moment. */
    public CompletableFuture<StationState> state() {
        var state = new CompletableFuture<StationState>();
        onLoop(() -> {
            var views = parts.evses().stream()
                    .flatMap(evse -> evse.connectors.stream().map(connector -> view(evse, connector)))
                    .toList();
            state.complete(new StationState(
                    config.identity(), life.phase(), views, parts.outbox().waitingFacts()));
        });
        return state;
    }

    private StationState.ConnectorView view(Evse evse, Connector connector) {
        evse.meter.advance(parts.clock().worldNow());
        var session = evse.session;
        return new StationState.ConnectorView(
                evse.number,
                connector.number,
                evse.state(connector, parts.whole().operative).name(),
                session != null && session.begun ? session.transactionId : null,
                evse.meter.registerWh(),
                evse.car == null ? null : (Integer) (int) Math.round(evse.car.soc() * 100));
    }

    public StationConfig config() {
        return config;
    }

    public String identity() {
        return config.identity();
    }

    /** What the server was told and answered. */
    public Journal journal() {
        return parts.journal();
    }
}
