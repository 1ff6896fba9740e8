package dev.stationmaster.simulator.fleet;

import dev.stationmaster.simulator.car.Car;
import dev.stationmaster.simulator.station.EvseConfig;
import dev.stationmaster.simulator.station.StationConfig;
import dev.stationmaster.simulator.station.Token;
import dev.stationmaster.simulator.wire.Json;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The charging of the past weeks, told by each station as one that was offline tells it; a new server then has something to show. The same
 * stations and moment make the same past.
 */
public final class PastSessions {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int LEAST_STAY_MINUTES = 20;
    private static final int BUSY_FROM = 7;
    private static final int BUSY_UNTIL = 22;

    private final List<Token> tokens;
    private final Instant until;
    private final int days;

    /**
     * @param tokens shown in turn
     * @param until  the last session has ended by then
     * @param days   before that time
     */
    public PastSessions(List<Token> tokens, Instant until, int days) {
        this.tokens = List.copyOf(tokens);
        this.until = until;
        this.days = days;
    }

    /**
     * Connects as that station, tells its past, and leaves. Blocks meanwhile.
     *
     * @return the number of sessions told
     * @throws IllegalStateException when the server does not let it in, answers with an error, or not within half a minute
     */
    public int tell(StationConfig station) {
        var sessions = of(station);
        try (var http = HttpClient.newHttpClient()) {
            var socket = new Socket(http, station);
            var speech = new PastSpeech(station, socket);
            speech.boot();
            sessions.forEach(speech::tell);
            socket.close();
        }
        return sessions.size();
    }

    /** The sessions of a station in their order; their registers end where its meters stand when it is switched on. */
    private List<PastSession> of(StationConfig station) {
        var all = new ArrayList<PastSession>();
        for (int evse = 1; evse <= station.evses().size(); evse++) {
            all.addAll(at(station, evse, station.evses().get(evse - 1)));
        }
        all.sort(Comparator.comparing(PastSession::begin));
        return all;
    }

    private List<PastSession> at(StationConfig station, int evse, EvseConfig built) {
        var chance = new Random(station.identity().hashCode() * 31L + evse);
        var sessions = new ArrayList<PastSession>();
        var at = until.minus(Duration.ofDays(days)).plus(Duration.ofMinutes(chance.nextInt(600)));
        while (true) {
            var stay = Duration.ofMinutes(LEAST_STAY_MINUTES + chance.nextInt(built.maxPowerW() > 50_000 ? 40 : 300));
            if (!at.plus(stay).isBefore(until)) break;
            var token = tokens.get(chance.nextInt(tokens.size()));
            if (isBusyHour(at)) {
                sessions.add(PastSession.of(evse, built, token, car(chance), at, stay));
            }
            at = at.plus(stay).plus(Duration.ofMinutes(15 + chance.nextInt(360)));
        }
        return numbered(sessions, station.firstRegisterWh(evse));
    }

    private static boolean isBusyHour(Instant at) {
        int hour = at.atOffset(ZoneOffset.UTC).getHour();
        return hour >= BUSY_FROM && hour < BUSY_UNTIL;
    }

    private static Car car(Random chance) {
        double soc = 0.1 + 0.6 * chance.nextDouble();
        return switch (chance.nextInt(4)) {
            case 0 -> Car.large(soc);
            case 1 -> Car.hybrid(soc);
            default -> Car.compact(soc);
        };
    }

    /** From the last one back; what would lie below zero is left out. */
    private static List<PastSession> numbered(List<PastSession> sessions, long register) {
        var numbered = new ArrayList<PastSession>();
        long wh = register;
        for (var session : sessions.reversed()) {
            wh -= session.energyWh();
            if (wh < 0) break;
            numbered.add(session.withRegister(wh));
        }
        Collections.reverse(numbered);
        return numbered;
    }

    /** One CALL after the other over the JDK's WebSocket; what the server calls meanwhile is not supported. */
    private static final class Socket implements PastSpeech.Link, WebSocket.Listener {
        private final WebSocket socket;
        private final StringBuilder text = new StringBuilder();
        private volatile @Nullable CompletableFuture<String> awaited;
        private int number;

        Socket(HttpClient http, StationConfig station) {
            socket = http.newWebSocketBuilder()
                    .subprotocols(station.version().subprotocol())
                    .buildAsync(URI.create(station.url() + "/" + station.identity()), this)
                    .orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                    .join();
        }

        @Override
        public String call(String action, Json payload) {
            var answer = new CompletableFuture<String>();
            awaited = answer;
            socket.sendText("[2,\"past-%d\",\"%s\",%s]".formatted(++number, action, payload.text()), true)
                    .join();
            return answer.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
        }

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
            text.append(part);
            from.request(1);
            if (!last) return null;
            var frame = text.toString();
            text.setLength(0);
            if (frame.startsWith("[2")) return refuse(from, frame);
            var waiting = awaited;
            if (waiting != null && frame.startsWith("[3")) waiting.complete(frame);
            else if (waiting != null)
                waiting.completeExceptionally(new IllegalStateException("the server answered " + frame));
            return null;
        }

        private static CompletionStage<?> refuse(WebSocket to, String frame) {
            var id = frame.substring(frame.indexOf('"') + 1, frame.indexOf('"', frame.indexOf('"') + 1));
            return to.sendText("[4,\"" + id + "\",\"NotSupported\",\"\",{}]", true);
        }

        @Override
        public void onError(WebSocket from, Throwable error) {
            var waiting = awaited;
            if (waiting != null)
                waiting.completeExceptionally(new IllegalStateException("the connection broke", error));
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
            onError(from, new IllegalStateException("closed with " + code + " " + reason));
            return null;
        }

        void close() {
            socket.sendClose(WebSocket.NORMAL_CLOSURE, "").join();
        }
    }
}
