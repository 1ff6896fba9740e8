package dev.stationmaster.bench.load;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.websocketx.WebSocketClientHandshaker;
import io.netty.handler.codec.http.websocketx.WebSocketClientHandshakerFactory;
import io.netty.handler.codec.http.websocketx.WebSocketVersion;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** Many stations of one scenario: they connect, boot, and then talk as fast as they are answered. */
public final class Load implements AutoCloseable {
    private static final int SOURCE_ADDRESSES = 8;
    private static final long PATIENCE_SECONDS = 30;

    private final EventLoopGroup threads = new MultiThreadIoEventLoopGroup(1, EpollIoHandler.newFactory());
    private final List<Channel> channels = new CopyOnWriteArrayList<>();
    private final Scenario scenario;
    private final int port;
    private final CountDownLatch boots;
    private final Latencies latencies = new Latencies();
    private final LongAdder errors = new LongAdder();
    private volatile @Nullable String firstError;
    private volatile boolean talking;

    public Load(Scenario scenario, int port) {
        this.scenario = scenario;
        this.port = port;
        this.boots = new CountDownLatch(scenario.stations());
    }

    public Latencies latencies() {
        return latencies;
    }

    public long errors() {
        return errors.sum();
    }

    public @Nullable String firstError() {
        return firstError;
    }

    /** Connects and boots all stations. */
    public void connect() throws InterruptedException {
        for (int station = 0; station < scenario.stations(); station++) open(station);
        if (!boots.await(PATIENCE_SECONDS, TimeUnit.SECONDS))
            throw new IllegalStateException(boots.getCount() + " of " + scenario.stations()
                    + " stations were not accepted within " + PATIENCE_SECONDS + " s; the first said: " + firstError);
    }

    private void open(int station) {
        String identity = "LOAD-%05d".formatted(station + 1);
        var handshaker = WebSocketClientHandshakerFactory.newHandshaker(
                URI.create("ws://127.0.0.1:" + port + "/ocpp/" + identity),
                WebSocketVersion.V13,
                scenario.subprotocol(),
                false,
                new DefaultHttpHeaders());
        var socket = new StationSocket(this, scenario.script().of(station));
        new Bootstrap()
                .group(threads)
                .channel(EpollSocketChannel.class)
                .handler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline()
                                .addLast(new HttpClientCodec(), new HttpObjectAggregator(65_536))
                                .addLast(new Upgrade(handshaker, socket));
                    }
                })
                .localAddress(new InetSocketAddress("127.0.0." + (2 + station % SOURCE_ADDRESSES), 0))
                .remoteAddress(new InetSocketAddress("127.0.0.1", port))
                .connect()
                .addListener(done -> {
                    if (!done.isSuccess()) failed(String.valueOf(done.cause()));
                });
    }

    private final class Upgrade extends SimpleChannelInboundHandler<FullHttpResponse> {
        private final WebSocketClientHandshaker handshaker;
        private final StationSocket socket;

        Upgrade(WebSocketClientHandshaker handshaker, StationSocket socket) {
            this.handshaker = handshaker;
            this.socket = socket;
        }

        @Override
        public void channelActive(ChannelHandlerContext context) {
            handshaker.handshake(context.channel());
        }

        @Override
        protected void channelRead0(ChannelHandlerContext context, FullHttpResponse response) {
            if (response.status().code() != 101) {
                failed("HTTP " + response.status());
                context.close();
                return;
            }
            handshaker.finishHandshake(context.channel(), response);
            var pipeline = context.pipeline();
            while (pipeline.first() != this) pipeline.removeFirst();
            for (String name : List.copyOf(pipeline.names())) {
                if (pipeline.get(name) != null && pipeline.get(name) != this) pipeline.remove(name);
            }
            pipeline.addLast(socket);
            pipeline.remove(this);
            channels.add(context.channel());
            boolean v16 = scenario.subprotocol().equals("ocpp1.6");
            socket.say(
                    pipeline.context(socket),
                    "BootNotification",
                    v16
                            ? "{\"chargePointVendor\":\"Bench\",\"chargePointModel\":\"Load\"}"
                            : "{\"reason\":\"PowerUp\",\"chargingStation\":{\"vendorName\":\"Bench\",\"model\":\"Load\"}}");
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            failed(String.valueOf(cause));
            context.close();
        }
    }

    /** Everybody begins to talk. */
    public void talk() {
        talking = true;
        for (Channel channel : channels) {
            var context = channel.pipeline().context(StationSocket.class);
            channel.eventLoop().execute(() -> ((StationSocket) context.handler()).talk(context));
        }
    }

    /** Forgets what was counted while everything warmed up. */
    public void forget() {
        latencies.clear();
    }

    /** Nobody says anything new; answers that are due still come. */
    public void hush() {
        talking = false;
    }

    boolean goesOn() {
        return talking;
    }

    void booted(String answer) {
        if (answer.contains("\"Accepted\"")) boots.countDown();
        else failed(answer);
    }

    void answered(long nanos) {
        latencies.add(nanos);
    }

    void failed(String what) {
        errors.increment();
        if (firstError == null) firstError = what;
    }

    @Override
    public void close() {
        talking = false;
        channels.forEach(Channel::close);
        threads.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly(5, TimeUnit.SECONDS);
    }
}
