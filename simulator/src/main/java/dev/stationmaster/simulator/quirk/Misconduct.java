package dev.stationmaster.simulator.quirk;

import dev.stationmaster.simulator.quirk.Leaving.Extra;
import dev.stationmaster.simulator.time.Timeline;
import dev.stationmaster.simulator.time.Timer;
import dev.stationmaster.simulator.wire.Connection;
import dev.stationmaster.simulator.wire.ConnectionListener;
import dev.stationmaster.simulator.wire.Frame;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Stands between a station and its line, and does to the frames what the station's quirks say. Used from the station's event loop only. */
public final class Misconduct {
    private static final String OURS = "odd-";
    private static final Duration PATIENCE = Duration.ofSeconds(110);
    private static final Pattern PLAIN_TIME =
            Pattern.compile("\"currentTime\"\\s*:\\s*\"\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d{1,3})?Z\"");

    private final Set<Quirk> quirks;
    private final Timeline timeline;
    private final ScheduledExecutorService loop;
    private final Hooks hooks;
    private final OddReports reports;
    private final OddTransactions transactions;
    private final OddAnswers answers;
    private int extras;

    /** What only the station can do. */
    public interface Hooks {
        void reboot();

        void forgetProfiles();
    }

    public Misconduct(Set<Quirk> quirks, Timeline timeline, ScheduledExecutorService loop, Hooks hooks) {
        this.quirks = quirks;
        this.timeline = timeline;
        this.loop = loop;
        this.hooks = hooks;
        this.reports = new OddReports(quirks);
        this.transactions = new OddTransactions(quirks);
        this.answers = new OddAnswers(quirks, timeline::now);
    }

    private boolean has(Quirk quirk) {
        return quirks.contains(quirk);
    }

    /** The listener of a dial, misled where a quirk wants it. */
    public ConnectionListener watching(ConnectionListener listener) {
        return quirks.isEmpty() ? listener : new Line(listener);
    }

    private final class Line implements ConnectionListener, Connection {
        private final ConnectionListener station;
        private final Map<String, String> ids = new HashMap<>();
        private @Nullable Connection server;
        private @Nullable String boot;
        private Timer silence = Timer.NONE;
        private int numbers;

        Line(ConnectionListener station) {
            this.station = station;
        }

        @Override
        public void opened(Connection connection, String subprotocol) {
            server = connection;
            transactions.connected();
            answers.connected();
            heard();
            station.opened(this, subprotocol);
        }

        private void heard() {
            silence.cancel();
            if (has(Quirk.Q16)) {
                silence = timeline.inRealTime(PATIENCE, loop, () -> close(1000, "heard nothing"));
            }
        }

        @Override
        public void received(String text) {
            heard();
            switch (Frame.parse(text)) {
                case Frame.Call call -> obey(call);
                case Frame.Result(var id, var payload) -> {
                    if (has(Quirk.Q48)
                            && payload.has("currentTime")
                            && !PLAIN_TIME.matcher(text).find()) {
                        drop();
                    } else if (!isOurs(id)) {
                        var original = original(id);
                        if (original.equals(boot) && payload instanceof ObjectNode answer) {
                            believe(answer);
                        }
                        station.received(Frame.result(original, payload.toString()));
                    }
                }
                case Frame.Failure(var id, var code, var description) -> {
                    if (has(Quirk.Q30) && original(id).equals(boot)) {
                        drop();
                    } else if (!isOurs(id)) {
                        station.received(Frame.failure(original(id), code, description));
                    }
                }
                case Frame.Unreadable _ -> station.received(text);
            }
        }

        private void believe(ObjectNode answer) {
            if (has(Quirk.Q32)) {
                answer.put("status", "Accepted");
            }
            if (has(Quirk.Q35)) {
                answer.put("interval", 36_000);
            }
        }

        private boolean isOurs(String id) {
            return original(id).startsWith(OURS);
        }

        private String original(String id) {
            return ids.getOrDefault(id, id);
        }

        private void obey(Frame.Call call) {
            switch (answers.hears(call)) {
                case OddAnswers.Verdict.Pass(var payload) ->
                    station.received(Frame.call(call.id(), call.action(), payload.toString()));
                case OddAnswers.Verdict.Answer(var frame, var then) -> {
                    if (frame != null) {
                        write(frame);
                    }
                    if (then != null) {
                        extra(then);
                    }
                }
                case OddAnswers.Verdict.Drop() -> drop();
                case OddAnswers.Verdict.Reboot(var payload) -> {
                    station.received(Frame.call(call.id(), call.action(), payload.toString()));
                    hooks.reboot();
                }
            }
        }

        @Override
        public void send(String text) {
            switch (Frame.parse(text)) {
                case Frame.Call call -> call(call);
                case Frame.Result(var id, var payload) -> {
                    var frame = answers.result(id, payload);
                    write(frame);
                    if (has(Quirk.Q24)) {
                        write(frame);
                    }
                }
                case Frame.Failure(var id, var code, var description) ->
                    write(
                            has(Quirk.Q25)
                                    ? "[4,\"" + id + "\",\"FormatViolation\",\"no\"]"
                                    : Frame.failure(id, code, description));
                case Frame.Unreadable _ -> write(text);
            }
        }

        private void call(Frame.Call call) {
            if (!(call.payload() instanceof ObjectNode payload)) {
                write(Frame.call(call.id(), call.action(), call.payload().toString()));
                return;
            }
            var leaving = new Leaving(call.id(), call.action(), payload);
            if (leaving.is("BootNotification")) {
                boot = call.id();
                if (has(Quirk.Q75)) {
                    hooks.forgetProfiles();
                }
            }
            transactions.change(leaving);
            reports.change(leaving);
            leaving.before.forEach(this::extra);
            var faked = leaving.faked;
            if (faked == null) {
                transmit(leaving);
            } else {
                loop.execute(() -> station.received(Frame.result(call.id(), faked)));
            }
            leaving.after.forEach(this::extra);
            if (has(Quirk.Q23) && faked == null && !leaving.is("BootNotification")) {
                extra(new Extra("Heartbeat", "{}"));
            }
        }

        private void extra(Extra more) {
            write(numbered(Frame.call(OURS + ++extras, more.action(), more.payload()), OURS + extras));
        }

        private void transmit(Leaving leaving) {
            var text = leaving.text();
            if (leaving.payload.isEmpty() && has(Quirk.Q26)) {
                text = Frame.call(leaving.id, leaving.action, "null");
            }
            if (has(Quirk.Q27) && text.endsWith("\"}]")) {
                text = text.substring(0, text.length() - 2) + ",}]";
            }
            text = numbered(text, leaving.id);
            write(text);
            if (has(Quirk.Q22)) {
                write(text);
            }
        }

        private String numbered(String text, String id) {
            if (!has(Quirk.Q21)) {
                return text;
            }
            var number = Integer.toString(++numbers);
            ids.put(number, id);
            return text.replaceFirst(Pattern.quote("\"" + id + "\""), "\"" + number + "\"");
        }

        private void write(String text) {
            if (server != null) {
                server.send(has(Quirk.Q26) ? text + "\n" : text);
            }
        }

        @Override
        public void ponged() {
            station.ponged();
        }

        @Override
        public void closed(String reason) {
            silence.cancel();
            station.closed(reason);
        }

        @Override
        public void ping() {
            if (server != null) {
                server.ping();
            }
        }

        @Override
        public void close(int code, String reason) {
            if (server != null) {
                server.close(code, reason);
            }
        }

        @Override
        public void drop() {
            if (server != null) {
                server.drop();
            }
        }
    }
}
