package dev.stationmaster.simulator.station;

import dev.stationmaster.simulator.model.Settings;
import dev.stationmaster.simulator.station.StationState.Phase;
import dev.stationmaster.simulator.time.Timeline;
import dev.stationmaster.simulator.time.Timer;
import dev.stationmaster.simulator.wire.Answer;
import dev.stationmaster.simulator.wire.Connection;
import dev.stationmaster.simulator.wire.ConnectionListener;
import dev.stationmaster.simulator.wire.Frame;
import dev.stationmaster.simulator.wire.Json;
import dev.stationmaster.simulator.wire.Outcome;
import dev.stationmaster.simulator.wire.RpcLink;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** From switching on to switching off: connecting, registering, heartbeats, losing and finding the server again. */
final class Lifecycle {
    /** How a station reaches its server. */
    interface Line {
        /** Dials with the credentials of the moment. */
        void dial(ConnectionListener listener);
    }

    /** Real and simulated time, and the loop on which all of this happens. */
    record Loop(Timeline timeline, ScheduledExecutorService executor) {}

    private final Parts parts;
    private final Settings settings;
    private final Speech speech;
    private final StatusReports statuses;
    private final Line line;
    private final Loop loop;
    private final Random dice;
    private Function<Frame.Call, Answer> commands = _ -> new Answer.Silence();
    private Phase phase = Phase.OFF;
    private BootReason bootReason = BootReason.PowerUp;
    private boolean registered;
    private int attempt;
    private int dial;
    private @Nullable RpcLink link;
    private Instant offlineSince = Instant.MIN;
    private boolean pongMissing;
    private Runnable onceAccepted = () -> {};
    private Timer next = Timer.NONE;
    private Timer heartbeat = Timer.NONE;
    private Timer ping = Timer.NONE;
    private Timer aligned = Timer.NONE;

    Lifecycle(Parts parts, Settings settings, Speech speech, StatusReports statuses, Line line, Loop loop) {
        this.parts = parts;
        this.settings = settings;
        this.speech = speech;
        this.statuses = statuses;
        this.line = line;
        this.loop = loop;
        this.dice = new Random(parts.config().identity().hashCode() * 31L);
    }

    /** Who answers the server's CALLs. */
    void obey(Function<Frame.Call, Answer> newCommands) {
        commands = newCommands;
    }

    Phase phase() {
        return phase;
    }

    /** Switches on. */
    void powerUp() {
        if (phase == Phase.OFF) {
            boot(BootReason.PowerUp);
        }
    }

    private void boot(BootReason reason) {
        bootReason = reason;
        registered = false;
        attempt = 0;
        offlineSince = Instant.MIN;
        if (parts.config().traits().clock() == StationConfig.Clock.DEAD_UNTIL_BOOT) {
            parts.clock().die();
        }
        connect();
    }

    /** Switches off, with a closing handshake. */
    void powerDown() {
        toPhase(Phase.OFF);
        cancelTimers();
        hangUp(1000, "switched off");
    }

    /** The network is gone until {@link #goOnline}. */
    void goOffline() {
        if (phase != Phase.OFF) {
            toPhase(Phase.OFFLINE_ON_PURPOSE);
            next.cancel();
            if (link != null) {
                link.drop();
            }
        }
    }

    /** The network is back. */
    void goOnline() {
        if (phase == Phase.OFFLINE_ON_PURPOSE) {
            attempt = 0;
            connect();
        }
    }

    /** Restarts: the connection goes, the registration with it, and after a while the station boots. */
    void reboot(BootReason reason, boolean abruptly) {
        if (phase == Phase.OFF) {
            return;
        }
        toPhase(Phase.REBOOTING);
        cancelTimers();
        if (abruptly && link != null) {
            link.drop();
        } else {
            hangUp(1001, "rebooting");
        }
        statuses.forget();
        next = parts.clock().after(parts.config().tuning().rebootTime(), () -> boot(reason));
    }

    /** Drops the line and dials again at once, for new credentials. */
    void reconnect() {
        if (link != null) {
            attempt = -1;
            link.close(1000, "new credentials");
        }
    }

    /** Runs {@code task} when all facts are delivered, or after {@code most} real time. */
    void afterDelivery(Duration most, Runnable task) {
        if (parts.outbox().waitingFacts() == 0 || most.isNegative()) {
            task.run();
        } else {
            var step = Duration.ofMillis(50);
            parts.clock().afterReal(step, () -> afterDelivery(most.minus(step), task));
        }
    }

    private void hangUp(int code, String reason) {
        if (link != null) {
            link.close(code, reason);
        }
    }

    private void connect() {
        toPhase(Phase.CONNECTING);
        var thisDial = ++dial;
        line.dial(new ConnectionListener() {
            private @Nullable RpcLink mine;

            @Override
            public void opened(Connection connection, String subprotocol) {
                var fresh = new RpcLink(connection, loop.timeline, loop.executor, Lifecycle.this::answer);
                mine = fresh;
                if (phase == Phase.CONNECTING && thisDial == dial) {
                    connected(fresh, subprotocol);
                } else {
                    fresh.drop();
                }
            }

            @Override
            public void received(String text) {
                if (mine != null) {
                    mine.received(text);
                }
            }

            @Override
            public void ponged() {
                pongMissing = false;
            }

            @Override
            public void closed(String reason) {
                if (thisDial == dial && (mine == null || mine == link)) {
                    disconnected(reason);
                }
            }
        });
    }

    private void connected(RpcLink fresh, String subprotocol) {
        link = fresh;
        attempt = 0;
        parts.tell("connected " + subprotocol);
        parts.outbox().connected(fresh);
        keepAlive();
        if (registered && !parts.config().traits().bootOnReconnect()) {
            var away = Duration.between(offlineSince, parts.clock().worldNow());
            if (away.compareTo(settings.offlineThreshold()) > 0) {
                statuses.forget();
            }
            accepted();
        } else {
            register();
        }
    }

    private void keepAlive() {
        ping.cancel();
        pongMissing = false;
        if (!settings.pingInterval().isZero()) {
            ping = parts.clock().afterReal(settings.pingInterval(), this::pingOrGiveUp);
        }
    }

    private void pingOrGiveUp() {
        var to = link;
        if (to == null) {
            return;
        }
        if (pongMissing) {
            parts.tell("no pong");
            to.drop();
            return;
        }
        to.ping();
        keepAlive();
        pongMissing = true;
    }

    private void disconnected(String reason) {
        var lost = link;
        link = null;
        ping.cancel();
        heartbeat.cancel();
        if (lost != null) {
            offlineSince = parts.clock().worldNow();
            parts.outbox().disconnected();
            lost.closed();
            parts.tell("disconnected: " + reason);
        }
        switch (phase) {
            case OFF, OFFLINE_ON_PURPOSE, REBOOTING, WAITING_TO_RECONNECT -> {}
            case CONNECTING, BOOTING, PENDING, REJECTED, ACCEPTED -> {
                next.cancel();
                toPhase(Phase.WAITING_TO_RECONNECT);
                var wait = attempt < 0 ? Duration.ZERO : settings.backOff().before(attempt, dice);
                if (lost == null) {
                    parts.tell("no connection: " + reason);
                }
                attempt++;
                next = parts.clock().afterReal(wait, () -> {
                    if (phase == Phase.WAITING_TO_RECONNECT) {
                        connect();
                    }
                });
            }
        }
    }

    /** Sends BootNotification now. */
    void register() {
        next.cancel();
        if (link == null) {
            return;
        }
        if (phase != Phase.ACCEPTED) {
            toPhase(Phase.BOOTING);
        }
        parts.outbox().sendEarly("BootNotification", speech.boot(bootReason), this::registered);
    }

    /** BootNotification because the server asked for it. */
    void registerTriggered() {
        bootReason = BootReason.Triggered;
        register();
    }

    private void registered(Outcome outcome) {
        if (link == null) {
            return;
        }
        switch (outcome) {
            case Outcome.Answered(var payload) -> {
                var interval = Duration.ofSeconds(payload.path("interval").asInt(0));
                var status = payload.path("status").asString("");
                parts.tell("boot " + status + " interval " + interval.toSeconds());
                parts.clock().revive();
                switch (status) {
                    case "Accepted" -> {
                        registered = true;
                        if (!interval.isZero()) {
                            settings.heartbeat(interval);
                        }
                        statuses.forget();
                        accepted();
                    }
                    case "Pending" -> tryAgain(Phase.PENDING, interval);
                    default -> tryAgain(Phase.REJECTED, interval);
                }
            }
            case Outcome.Refused _, Outcome.TimedOut() -> tryAgain(Phase.BOOTING, Duration.ZERO);
            case Outcome.Lost() -> {}
        }
    }

    private void tryAgain(Phase in, Duration interval) {
        registered = false;
        toPhase(in);
        var wait = interval.isZero() ? parts.config().tuning().bootRetry() : interval;
        next = parts.clock().after(wait, this::register);
    }

    /** Runs the task once, after the next registration. */
    void onceAccepted(Runnable task) {
        onceAccepted = task;
    }

    private void accepted() {
        toPhase(Phase.ACCEPTED);
        parts.outbox().registered();
        statuses.refresh();
        var task = onceAccepted;
        onceAccepted = () -> {};
        task.run();
        beat();
        alignedReadings();
    }

    /** Begins to count the heartbeat interval anew. */
    void beat() {
        heartbeat.cancel();
        var interval = settings.heartbeat();
        if (!interval.isZero()) {
            heartbeat = parts.clock().after(interval, () -> {
                sendHeartbeat(false);
                beat();
            });
        }
    }

    /** Sends a Heartbeat; {@code early} also while not accepted, because the server asked. */
    void sendHeartbeat(boolean early) {
        Consumer<Outcome> then = _ -> parts.clock().revive();
        if (early) {
            parts.outbox().sendEarly("Heartbeat", Json.object(), then);
        } else {
            parts.outbox().send("Heartbeat", Json.object(), then);
        }
    }

    /** Plans the next reading on the clock's grid; again after the interval was changed. */
    void alignedReadings() {
        aligned.cancel();
        var seconds = settings.alignedInterval().toSeconds();
        if (seconds > 0) {
            var now = parts.clock().worldNow();
            var wait = seconds - Math.floorMod(now.getEpochSecond(), seconds);
            aligned = parts.clock().after(Duration.ofSeconds(wait), () -> {
                parts.evses().forEach(evse -> speech.aligned(evse, evse.read(parts.clock())));
                alignedReadings();
            });
        }
    }

    private Answer answer(Frame.Call call) {
        return commands.apply(call);
    }

    private void cancelTimers() {
        next.cancel();
        heartbeat.cancel();
        ping.cancel();
        aligned.cancel();
    }

    private void toPhase(Phase newPhase) {
        phase = newPhase;
    }
}
