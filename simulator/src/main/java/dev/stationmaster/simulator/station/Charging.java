package dev.stationmaster.simulator.station;

import dev.stationmaster.simulator.car.Car;
import dev.stationmaster.simulator.model.Settings;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Drivers, cables and power: what happens at the EVSEs, in whatever order people do it, and the transactions that come of it. Knows no
 * protocol version. Used from the station's event loop only.
 */
final class Charging {
    private static final Duration LOOK_AFTER = Duration.ofSeconds(30);

    private final Parts parts;
    private final Settings settings;
    private final Speech speech;
    private final StatusReports statuses;
    private final TokenCheck check;
    final Reservations reservations;
    private Runnable whenIdle = () -> {};

    Charging(Parts parts, Settings settings, Speech speech, StatusReports statuses) {
        this.parts = parts;
        this.settings = settings;
        this.speech = speech;
        this.statuses = statuses;
        this.check = new TokenCheck(parts, settings, speech);
        this.reservations = new Reservations(parts, speech, statuses);
    }

    /** A cable connects a car. False when the place is taken or out of order. */
    boolean plug(Evse evse, int connectorNumber, Car car) {
        var connector = evse.connector(connectorNumber);
        if (evse.car != null || !evse.usable(connector, parts.whole().operative)) {
            return false;
        }
        evse.car = car;
        evse.pluggedConnector = connector.number;
        var session = evse.session;
        if (session == null) {
            session = new Session(evse, connector.number);
            evse.session = session;
        }
        session.connector = connector.number;
        session.plugged = true;
        session.flow = Session.Flow.CONNECTED;
        session.waitingForCable.cancel();
        parts.tell("plugged in at EVSE " + evse.number);
        statuses.refresh(evse);
        reconsider(session, "CablePluggedIn");
        return true;
    }

    /** The cable is pulled. */
    void unplug(Evse evse) {
        if (evse.car == null) {
            return;
        }
        evse.meter.feed(null, parts.clock().worldNow());
        var session = evse.session;
        parts.tell("unplugged at EVSE " + evse.number);
        if (session != null && session.begun && !settings.stopOnUnplug() && session.stoppedBy == null) {
            leave(evse);
            session.plugged = false;
            session.flow = Session.Flow.SUSPENDED_EV;
            statuses.refresh(evse);
            return;
        }
        if (session != null && session.begun) {
            var why = session.stoppedBy == null ? Ending.UNPLUGGED : session.stoppedBy;
            finish(session, why, null);
        }
        leave(evse);
        evse.session = null;
        applyLaterAvailability(evse);
        statuses.refresh(evse);
    }

    private static void leave(Evse evse) {
        evse.car = null;
        evse.pluggedConnector = 0;
    }

    /** A driver shows a token: starts, stops, or is turned away. {@code done} learns whether it did something. */
    void present(Evse evse, Token token, Consumer<Boolean> done) {
        var session = evse.session;
        var holder = session == null ? null : session.token;
        if (session != null && holder != null) {
            stopBy(session, holder, token, done);
            return;
        }
        if (!evse.usable(evse.connector(evse.pluggedConnector), parts.whole().operative)) {
            done.accept(false);
            return;
        }
        check.ask(token, verdict -> {
            parts.tell("token " + token.id() + " " + verdict.status());
            var admitted = verdict.acceptedAt(evse.number) && reservations.admits(evse, token, verdict.group());
            if (admitted && (evse.session == null || evse.session.token == null)) {
                authorized(evse, token, verdict, "Authorized", null);
                done.accept(true);
            } else {
                done.accept(false);
            }
        });
    }

    private void stopBy(Session session, Token holder, Token token, Consumer<Boolean> done) {
        if (holder.id().equalsIgnoreCase(token.id())) {
            stop(session, Ending.LOCAL, token);
            done.accept(true);
            return;
        }
        check.ask(token, verdict -> {
            var sameGroup = verdict.accepted()
                    && verdict.group() != null
                    && verdict.group().equals(session.group);
            if (sameGroup && session.authorized()) {
                stop(session, Ending.LOCAL, token);
            }
            done.accept(sameGroup);
        });
    }

    /** RemoteStart. Empty when it cannot be done; else the session it will be, which may have a transaction already. */
    Optional<Session> remoteStart(
            @Nullable Evse wanted, Token token, @Nullable Integer remoteStartId, boolean central) {
        var evse = wanted != null
                ? wanted
                : parts.evses().stream()
                        .filter(one -> free(one, token))
                        .findFirst()
                        .orElse(null);
        if (evse == null || !free(evse, token)) {
            return Optional.empty();
        }
        var session = evse.session == null ? new Session(evse, Math.max(1, evse.pluggedConnector)) : evse.session;
        session.plugged = evse.car != null;
        if (session.plugged && session.flow == Session.Flow.IDLE) {
            session.flow = Session.Flow.CONNECTED;
        }
        parts.clock().afterReal(Duration.ZERO, () -> {
            if (settings.authorizeRemoteStart() && !central) {
                check.ask(token, verdict -> {
                    if (verdict.acceptedAt(evse.number)) {
                        authorized(evse, token, verdict, "RemoteStart", remoteStartId);
                    }
                });
            } else {
                authorized(evse, token, Token.Verdict.ACCEPTED, "RemoteStart", remoteStartId);
            }
        });
        return Optional.of(session);
    }

    private boolean free(Evse evse, Token token) {
        var session = evse.session;
        return (session == null || !session.authorized())
                && reservations.admits(evse, token, null)
                && evse.usable(evse.connector(evse.pluggedConnector), parts.whole().operative);
    }

    void authorized(Evse evse, Token token, Token.Verdict verdict, String trigger, @Nullable Integer remoteStartId) {
        var session = evse.session;
        if (session == null) {
            session = new Session(evse, Math.max(1, evse.pluggedConnector));
            session.plugged = evse.car != null;
            session.flow = session.plugged ? Session.Flow.CONNECTED : Session.Flow.IDLE;
            evse.session = session;
        }
        if (session.authorized()) {
            return; // two asked at the same moment; the first has it
        }
        session.token = token;
        session.starter = token;
        session.group = verdict.group();
        session.remoteStartId = remoteStartId;
        session.reservationId = reservations.use(evse, token, verdict.group());
        session.stoppedBy = null;
        if (!session.plugged) {
            var waiting = session;
            session.waitingForCable = parts.clock().after(settings.connectionTimeout(), () -> noCable(waiting));
        }
        statuses.refresh(evse);
        reconsider(session, trigger);
    }

    private void noCable(Session session) {
        if (session.plugged || session.ended) {
            return;
        }
        parts.tell("no cable came at EVSE " + session.evse.number);
        if (session.begun) {
            finish(session, Ending.NO_CABLE, null);
        }
        session.evse.session = null;
        applyLaterAvailability(session.evse);
        statuses.refresh(session.evse);
    }

    private void reconsider(Session session, String trigger) {
        if (!session.begun && speech.begins(session)) {
            session.begun = true;
            session.begunAt = parts.clock().worldNow();
            var reading = session.evse.read(parts.clock());
            session.meterStartWh = reading.energyWh();
            speech.began(session, trigger, reading, verdict -> judged(session, verdict));
            lookAfter(session);
        } else if (session.begun) {
            progressed(session, trigger);
        }
        if (session.begun && session.plugged && session.authorized() && session.flow == Session.Flow.CONNECTED) {
            session.flow = Session.Flow.CHARGING;
            session.evse.meter.feed(session.evse.car, parts.clock().worldNow());
            progressed(session, "ChargingStateChanged");
            statuses.refresh(session.evse);
        }
    }

    private void progressed(Session session, String trigger) {
        speech.progressed(session, trigger, session.evse.read(parts.clock()), verdict -> judged(session, verdict));
    }

    /** What the server says of the token once it has heard of the transaction. */
    private void judged(Session session, Token.Verdict verdict) {
        if (session.starter != null) {
            check.remember(session.starter, verdict);
        }
        if (verdict.group() != null) {
            session.group = verdict.group();
        }
        if (verdict.acceptedAt(session.evse.number) || session.ended || !session.authorized()) {
            return;
        }
        parts.tell("deauthorized: " + verdict.status());
        if (settings.stopOnInvalidToken()) {
            stop(session, Ending.DEAUTHORIZED, null);
        } else {
            session.evse.meter.feed(null, parts.clock().worldNow());
            session.flow = Session.Flow.SUSPENDED_EVSE;
            progressed(session, "ChargingStateChanged");
            statuses.refresh(session.evse);
        }
    }

    private void lookAfter(Session session) {
        var interval = settings.sampleInterval();
        var wait = interval.isZero() ? LOOK_AFTER : interval;
        session.sampling = parts.clock().after(wait, () -> {
            if (session.ended) {
                return;
            }
            var reading = session.evse.read(parts.clock());
            var car = session.evse.car;
            if (session.flow == Session.Flow.CHARGING && car != null && car.full()) {
                session.flow = Session.Flow.SUSPENDED_EV;
                progressed(session, "ChargingStateChanged");
                statuses.refresh(session.evse);
            }
            if (!interval.isZero() && session.plugged) {
                speech.sampled(session, reading);
            }
            lookAfter(session);
        });
    }

    /** Ends the authorization, and with it, sooner or later, the transaction. */
    void stop(Session session, Ending ending, @Nullable Token by) {
        if (session.ended) {
            return;
        }
        var evse = session.evse;
        evse.meter.feed(null, parts.clock().worldNow());
        if (session.begun && session.plugged && !speech.endsWhenStopped() && waitsForCable(ending)) {
            session.flow = Session.Flow.STOPPED;
            session.stoppedBy = ending;
            session.token = by == null ? session.token : by;
            progressed(session, ending.trigger);
            session.token = null;
        } else {
            if (session.begun) {
                finish(session, ending, by);
            }
            session.cancelTimers();
            session.ended = true;
            evse.session = null;
            applyLaterAvailability(evse);
        }
        statuses.refresh(evse);
    }

    private static boolean waitsForCable(Ending ending) {
        return switch (ending) {
            case LOCAL, REMOTE, DEAUTHORIZED -> true;
            case UNPLUGGED, HARD_RESET, SOFT_RESET, POWER_LOSS, UNLOCKED, NO_CABLE, FAULT -> false;
        };
    }

    private void finish(Session session, Ending ending, @Nullable Token by) {
        session.cancelTimers();
        if (session.plugged && session.flow != Session.Flow.STOPPED) {
            session.flow = ending == Ending.UNPLUGGED ? Session.Flow.IDLE : Session.Flow.CONNECTED;
        }
        speech.ended(session, ending, by, session.evse.read(parts.clock()));
        session.ended = true;
        session.token = null;
        parts.profiles().ended(session.evse.number);
        parts.clock().afterReal(Duration.ZERO, this::announceIdle);
    }

    private void announceIdle() {
        if (idle()) {
            var next = whenIdle;
            whenIdle = () -> {};
            next.run();
        }
    }

    /** Whether no transaction runs. */
    boolean idle() {
        return parts.evses().stream().noneMatch(Charging::busy);
    }

    static boolean busy(Evse evse) {
        return evse.session != null && (evse.session.begun || evse.session.authorized()) && !evse.session.ended;
    }

    /** Runs {@code task} once, at the end of the last transaction. */
    void whenIdle(Runnable task) {
        whenIdle = task;
    }

    /** Ends every session. */
    void stopAll(Ending ending) {
        parts.evses().stream()
                .map(evse -> evse.session)
                .filter(session -> session != null)
                .toList()
                .forEach(session -> stop(session, ending, null));
    }

    /** A running transaction by its id. */
    Optional<Session> transaction(String id) {
        return parts.evses().stream()
                .map(evse -> evse.session)
                .filter(session -> session != null && session.begun && id.equalsIgnoreCase(session.transactionId))
                .findFirst();
    }

    /** Something breaks: the session ends. */
    void fault(Evse evse, Connector connector, String errorCode) {
        connector.fault = errorCode;
        reservations.out(evse);
        if (evse.session != null && evse.session.connector == connector.number) {
            stop(evse.session, Ending.FAULT, null);
        }
        statuses.refresh(evse);
    }

    /** ChangeAvailability of an EVSE; false when it has to wait for a session. */
    boolean availability(Evse evse, boolean operative) {
        if (!operative && busy(evse)) {
            evse.operativeLater = false;
            return false;
        }
        evse.operativeLater = null;
        evse.operative = operative;
        evse.connectors.forEach(connector -> connector.operative = operative);
        if (!operative) {
            reservations.out(evse);
        }
        statuses.refresh(evse);
        return true;
    }

    private void applyLaterAvailability(Evse evse) {
        var later = evse.operativeLater;
        if (later != null) {
            parts.clock().afterReal(Duration.ZERO, () -> {
                availability(evse, later);
                if (parts.whole().operativeLater != null && idle()) {
                    parts.whole().operative = parts.whole().operativeLater;
                    parts.whole().operativeLater = null;
                    statuses.refresh();
                }
            });
        }
    }
}
