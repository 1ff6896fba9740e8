package dev.stationmaster.link;

import dev.stationmaster.link.tls.StationTls;
import dev.stationmaster.platform.StartRefused;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpServerCodec;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The listening sockets and the event loops. Small buffers, few handlers: most connections idle most of the time. Who comes is received by a loop of
 * its own, so that thousands who come at once stand before nobody who is there already.
 */
final class StationPorts {
    private static final int LONGEST_REQUEST_LINE = 4_096;
    private static final int LONGEST_HEADERS = 16_384;
    private static final int BACKLOG = 8_192;
    private static final WriteBufferWaterMark UNREAD_ANSWERS = new WriteBufferWaterMark(64 * 1024, 256 * 1024);
    private static final HttpDecoderConfig HTTP = new HttpDecoderConfig()
            .setMaxInitialLineLength(LONGEST_REQUEST_LINE)
            .setMaxHeaderSize(LONGEST_HEADERS)
            .setInitialBufferSize(256);

    private final LinkSettings settings;
    private final StationTls tls;
    private final LinkOpening opening;
    private final AddressLimits addresses;
    private final LinkMetrics metrics;
    private final Supplier<OptionalInt> files;
    private final Executor keyWorkers =
            IdleThreads.named("handshake", Runtime.getRuntime().availableProcessors());
    private final List<Channel> listening = new ArrayList<>();
    private @Nullable EventLoopGroup entrance;
    private @Nullable EventLoopGroup loops;

    StationPorts(
            LinkSettings settings, StationTls tls, LinkOpening opening, AddressLimits addresses, LinkMetrics metrics) {
        this(settings, tls, opening, addresses, metrics, OptionalInt::empty);
    }

    /** @param files the port on this machine that serves files to stations of the secure port */
    StationPorts(
            LinkSettings settings,
            StationTls tls,
            LinkOpening opening,
            AddressLimits addresses,
            LinkMetrics metrics,
            Supplier<OptionalInt> files) {
        this.files = files;
        this.settings = settings;
        this.tls = tls;
        this.opening = opening;
        this.addresses = addresses;
        this.metrics = metrics;
    }

    /**
     * Opens a port.
     *
     * @param port 0 for a free one
     * @param option of the command line that names another, for the refusal
     * @return the port that is open
     */
    int open(int port, boolean secure, String option) {
        if (loops == null) {
            IoHandlerFactory io = Epoll.isAvailable() ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
            int processors = Runtime.getRuntime().availableProcessors();
            loops = new MultiThreadIoEventLoopGroup(processors, io);
            entrance = new MultiThreadIoEventLoopGroup(Math.max(1, processors / 2), io);
        }
        EventLoopGroup inside = loops;
        var bootstrap = new ServerBootstrap()
                .group(entrance)
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.SO_KEEPALIVE, true)
                .childOption(ChannelOption.ALLOCATOR, PooledByteBufAllocator.DEFAULT)
                .childOption(ChannelOption.RECVBUF_ALLOCATOR, new AdaptiveRecvByteBufAllocator(256, 512, 16_384))
                .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, UNREAD_ANSWERS)
                .childHandler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        prepare(channel, secure, inside);
                    }
                });
        if (Epoll.isAvailable()) {
            // Finds half-open sockets by what we sent and nobody acknowledged, also of stations that ignore pings.
            int unacknowledged = Math.toIntExact(3 * settings.pingInterval().toMillis());
            bootstrap
                    .channel(EpollServerSocketChannel.class)
                    .childOption(EpollChannelOption.TCP_USER_TIMEOUT, unacknowledged);
        } else {
            bootstrap.channel(NioServerSocketChannel.class);
        }
        var bound = bootstrap.bind(port).awaitUninterruptibly();
        if (!bound.isSuccess()) {
            throw new StartRefused(
                    "Port %d (stations) cannot be opened (%s); stop the other program or choose another port with %s."
                            .formatted(port, bound.cause().getMessage(), option),
                    bound.cause());
        }
        listening.add(bound.channel());
        return ((InetSocketAddress) bound.channel().localAddress()).getPort();
    }

    private void prepare(Channel channel, boolean secure, EventLoopGroup inside) {
        String address = WebSocketLink.address(channel);
        boolean tooMany = !addresses.connected(address);
        if (tooMany) metrics.rateLimited("connections");
        channel.closeFuture().addListener((ChannelFutureListener) _ -> addresses.disconnected(address));
        var pipeline = channel.pipeline();
        var keyWork = new KeyWork(channel, keyWorkers);
        if (secure) {
            var handshake = tls.context().newHandler(channel.alloc(), keyWork);
            // The upgrade's own patience counts, which leaves out the time that we need ourselves.
            handshake.setHandshakeTimeoutMillis(0);
            pipeline.addLast(handshake);
        }
        pipeline.addLast(new HttpServerCodec(HTTP));
        pipeline.addLast(
                new UpgradeHandler(opening, settings.upgradeTimeout(), secure, tooMany, files, keyWork, inside));
    }

    /** No new connections from now on. */
    void stopListening() {
        listening.forEach(channel -> channel.close().awaitUninterruptibly());
        listening.clear();
    }

    /** Whatever is still open is cut, after what was handed in to be sent. */
    void shutDown() {
        if (entrance == null || loops == null) return;
        for (EventLoopGroup group : List.of(entrance, loops)) {
            group.forEach(loop -> loop.submit(() -> {}).awaitUninterruptibly(1, TimeUnit.SECONDS));
            group.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly(2, TimeUnit.SECONDS);
        }
        entrance = null;
        loops = null;
    }
}
