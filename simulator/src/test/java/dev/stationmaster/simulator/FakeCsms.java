package dev.stationmaster.simulator;

import dev.stationmaster.simulator.wire.Frame;
import dev.stationmaster.simulator.wire.Json;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshaker;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshakerFactory;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A server that answers what it was told to answer, remembers what it heard, and can be made to misbehave. */
public final class FakeCsms implements AutoCloseable {
    /** Said instead of an answer: nothing at all. */
    public static final String SILENCE = "silence";

    private final MultiThreadIoEventLoopGroup group = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final Map<String, Function<JsonNode, String>> answers = new ConcurrentHashMap<>();
    private final Map<String, CompletableFuture<Frame>> asked = new ConcurrentHashMap<>();
    private final List<Frame.Call> heard = new CopyOnWriteArrayList<>();
    private final AtomicInteger ids = new AtomicInteger();
    private final AtomicInteger transactions = new AtomicInteger(100);
    private final Channel listening;
    public final AtomicInteger upgrades = new AtomicInteger();
    public volatile int refuseWith;
    public volatile @Nullable String authorization;
    private final List<String> violations = new CopyOnWriteArrayList<>();
    private final Map<String, String> askedActions = new ConcurrentHashMap<>();
    private volatile CompletableFuture<Void> pong = new CompletableFuture<>();
    private volatile @Nullable Channel station;

    public FakeCsms() {
        listening = new ServerBootstrap()
                .group(group)
                .channel(NioServerSocketChannel.class)
                .childHandler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline()
                                .addLast(new HttpServerCodec(), new HttpObjectAggregator(65536), new Handler());
                    }
                })
                .bind("127.0.0.1", 0)
                .syncUninterruptibly()
                .channel();
        answer("Heartbeat", _ -> "{\"currentTime\":\"2026-03-01T08:00:00Z\"}");
        answer("StatusNotification", _ -> "{}");
        answer("MeterValues", _ -> "{}");
        answer("NotifyReport", _ -> "{}");
        answer("NotifyEvent", _ -> "{}");
        answer("ReservationStatusUpdate", _ -> "{}");
        answer("StopTransaction", _ -> "{}");
        answer("FirmwareStatusNotification", _ -> "{}");
        boot("Accepted", 300);
        answer("Authorize", said -> said.has("idTag") ? tag("idTagInfo") : tag("idTokenInfo"));
        answer(
                "StartTransaction",
                _ -> "{\"transactionId\":%d,\"idTagInfo\":{\"status\":\"Accepted\"}}"
                        .formatted(transactions.incrementAndGet()));
        answer("TransactionEvent", said -> said.has("idToken") ? tag("idTokenInfo") : "{}");
    }

    private static String tag(String field) {
        return "{\"" + field + "\":{\"status\":\"Accepted\"}}";
    }

    public URI url() {
        return URI.create("ws://127.0.0.1:" + ((InetSocketAddress) listening.localAddress()).getPort() + "/ocpp");
    }

    /** Answers {@code action} so from now on; text that begins with {@code !} is a CALLERROR of that code. */
    public void answer(String action, Function<JsonNode, String> answer) {
        answers.put(action, answer);
    }

    public void boot(String status, int interval) {
        answer(
                "BootNotification",
                _ -> "{\"status\":\"%s\",\"currentTime\":\"2026-03-01T08:00:00Z\",\"interval\":%d}"
                        .formatted(status, interval));
    }

    /** Asks the station; the future holds its answer. */
    public CompletableFuture<Frame> ask(String action, String payload) {
        var id = "c" + ids.incrementAndGet();
        var answer = new CompletableFuture<Frame>();
        asked.put(id, answer);
        askedActions.put(id, action);
        Objects.requireNonNull(station).writeAndFlush(new TextWebSocketFrame(Frame.call(id, action, payload)));
        return answer.orTimeout(5, TimeUnit.SECONDS);
    }

    /** The status in the station's answer, or its error code. */
    public String askStatus(String action, String payload) {
        return switch (ask(action, payload).join()) {
            case Frame.Result result -> result.payload().path("status").asString("");
            case Frame.Failure failure -> failure.code();
            case Frame.Call call -> throw new AssertionError(call.toString());
            case Frame.Unreadable unreadable -> throw new AssertionError(unreadable.toString());
        };
    }

    /** The payload of the station's answer. */
    public JsonNode askResult(String action, String payload) {
        return ((Frame.Result) ask(action, payload).join()).payload();
    }

    /** What the station said against the official schemas. */
    public List<String> violations() {
        return List.copyOf(violations);
    }

    /** Waits until the station has worked off everything sent to it so far. */
    public void awaitPong() {
        pong = new CompletableFuture<>();
        Objects.requireNonNull(station).writeAndFlush(new PingWebSocketFrame());
        pong.orTimeout(5, TimeUnit.SECONDS).join();
    }

    public List<Frame.Call> heard(String action) {
        return heard.stream().filter(call -> call.action().equals(action)).toList();
    }

    public List<Frame.Call> heard() {
        return List.copyOf(heard);
    }

    /** Waits for so many calls of an action and gives the last of them. */
    public JsonNode await(String action, int count) {
        until(action + " x" + count + " in " + actions(), () -> heard(action).size() >= count);
        return heard(action).get(count - 1).payload();
    }

    public List<String> actions() {
        return heard.stream().map(Frame.Call::action).toList();
    }

    public void forget() {
        heard.clear();
    }

    /** Waits for a fact, five seconds at most. */
    public static void until(String what, BooleanSupplier fact) {
        var end = System.nanoTime() + Duration.ofSeconds(5).toNanos();
        while (!fact.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("never came: " + what);
            }
            java.util.concurrent.locks.LockSupport.parkNanos(2_000_000);
        }
    }

    /** Cuts the connection without a word. */
    public void cut() {
        Objects.requireNonNull(station).close().syncUninterruptibly();
    }

    @Override
    public void close() {
        group.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly(2000);
    }

    private final class Handler extends SimpleChannelInboundHandler<Object> {
        private @Nullable WebSocketServerHandshaker handshaker;

        @Override
        protected void channelRead0(ChannelHandlerContext ctx, Object message) {
            switch (message) {
                case FullHttpRequest request -> upgrade(ctx, request);
                case TextWebSocketFrame text -> frame(ctx, text.text());
                case PingWebSocketFrame ping ->
                    ctx.writeAndFlush(new PongWebSocketFrame(ping.content().retain()));
                case PongWebSocketFrame _ -> pong.complete(null);
                default -> {}
            }
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
            ctx.close(); // stations vanish; that is what this server is for
        }

        private void upgrade(ChannelHandlerContext ctx, FullHttpRequest request) {
            upgrades.incrementAndGet();
            authorization = request.headers().get("Authorization");
            if (refuseWith != 0) {
                ctx.writeAndFlush(new DefaultFullHttpResponse(
                                HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(refuseWith)))
                        .addListener(io.netty.channel.ChannelFutureListener.CLOSE);
                return;
            }
            handshaker = new WebSocketServerHandshakerFactory(request.uri(), "ocpp1.6,ocpp2.0.1,ocpp2.1", false)
                    .newHandshaker(request);
            handshaker.handshake(ctx.channel(), request);
            station = ctx.channel();
        }

        private void frame(ChannelHandlerContext ctx, String text) {
            switch (Frame.parse(text)) {
                case Frame.Call call -> {
                    heard.add(call);
                    check(call.action(), true, call.payload());
                    var answer = answers.getOrDefault(call.action(), _ -> "!NotImplemented")
                            .apply(call.payload());
                    if (answer.startsWith("!")) {
                        ctx.writeAndFlush(new TextWebSocketFrame(Frame.failure(call.id(), answer.substring(1), "")));
                    } else if (!answer.equals(SILENCE)) {
                        ctx.writeAndFlush(new TextWebSocketFrame(Frame.result(call.id(), answer)));
                    }
                }
                case Frame.Result result -> {
                    check(askedActions.getOrDefault(result.id(), "?"), false, result.payload());
                    complete(result.id(), result);
                }
                case Frame.Failure failure -> complete(failure.id(), failure);
                case Frame.Unreadable unreadable -> throw new AssertionError(Json.quoted(unreadable.text()));
            }
        }

        private void check(String action, boolean request, JsonNode payload) {
            try {
                violations.addAll(Schemas.violations(
                        Objects.requireNonNull(handshaker).selectedSubprotocol(), action, request, payload));
            } catch (AssertionError | RuntimeException unusable) {
                violations.add(unusable.toString());
            }
        }

        private void complete(String id, Frame frame) {
            var waiting = asked.remove(id);
            if (waiting != null) {
                waiting.complete(frame);
            }
        }
    }
}
