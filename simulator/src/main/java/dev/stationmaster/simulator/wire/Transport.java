package dev.stationmaster.simulator.wire;

import dev.stationmaster.simulator.quirk.Quirk;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.EventLoop;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.websocketx.WebSocketClientHandshaker;
import io.netty.handler.codec.http.websocketx.WebSocketClientHandshakerFactory;
import io.netty.handler.codec.http.websocketx.WebSocketVersion;
import io.netty.handler.codec.http.websocketx.extensions.compression.WebSocketClientCompressionHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** The event loops that all stations of a process share, and the way to open a WebSocket from one of them. */
public final class Transport implements AutoCloseable {
    private static final int MAX_INFLATED_BYTES = 4 << 20;
    /** Largest message that is taken. */
    static final int MAX_MESSAGE_BYTES = 1 << 20;

    private static final int MAX_HANDSHAKE_BYTES = 64 << 10;

    private final MultiThreadIoEventLoopGroup group;
    private final boolean epoll = Epoll.isAvailable();

    /** Starts {@code threads} event loops; epoll where the system has it. */
    public Transport(int threads) {
        IoHandlerFactory io = epoll ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
        this.group = new MultiThreadIoEventLoopGroup(threads, new DefaultThreadFactory("station", true), io);
    }

    /** The loop for the next station. All of a station's life happens on its loop. */
    public EventLoop nextLoop() {
        return group.next();
    }

    /** The bootstrap all connections share, bound to {@code loop}. */
    public Bootstrap bootstrap(EventLoop loop, Endpoint endpoint) {
        var bootstrap = new Bootstrap()
                .group(loop)
                .channel(epoll ? EpollSocketChannel.class : NioSocketChannel.class)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, 10_000);
        if (endpoint.localAddress() != null) {
            bootstrap.localAddress(endpoint.localAddress());
            if (epoll) {
                // Lets the kernel reuse a port towards several servers: otherwise 28,000 sockets are the end.
                bootstrap.option(EpollChannelOption.IP_BIND_ADDRESS_NO_PORT, true);
            }
        }
        return bootstrap;
    }

    /** Opens a connection on {@code loop}; everything that follows is told to {@code listener} on that loop. */
    public void dial(EventLoop loop, Endpoint endpoint, ConnectionListener listener) {
        var socket = new StationSocket(endpoint, listener);
        bootstrap(loop, endpoint)
                .handler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        prepare(channel, endpoint);
                        channel.pipeline().addLast(socket);
                    }
                })
                .connect(endpoint.base().getHost(), endpoint.port())
                .addListener(done -> {
                    if (!done.isSuccess()) {
                        socket.failed(String.valueOf(done.cause().getMessage()));
                    }
                });
    }

    /** TLS and HTTP, up to the handler that shakes hands. */
    public static void prepare(Channel channel, Endpoint endpoint) {
        var pipeline = channel.pipeline();
        if (endpoint.tls() != null) {
            pipeline.addLast(
                    endpoint.quirks().contains(Quirk.Q11)
                            ? endpoint.tls().newHandler(channel.alloc())
                            : endpoint.tls()
                                    .newHandler(channel.alloc(), endpoint.base().getHost(), endpoint.port()));
        }
        pipeline.addLast(new HttpClientCodec());
        pipeline.addLast(new HttpObjectAggregator(MAX_HANDSHAKE_BYTES));
        if (endpoint.quirks().contains(Quirk.Q4)) {
            pipeline.addLast(new WithoutConnectionHeader());
        }
        if (endpoint.compression()) {
            pipeline.addLast(new WebSocketClientCompressionHandler(MAX_INFLATED_BYTES));
        }
    }

    private static final class WithoutConnectionHeader extends ChannelOutboundHandlerAdapter {
        @Override
        public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
            if (message instanceof HttpRequest request) {
                request.headers().remove(HttpHeaderNames.CONNECTION);
            }
            context.write(message, promise);
        }
    }

    /** The upgrade request of this endpoint. */
    public static WebSocketClientHandshaker handshaker(Endpoint endpoint) {
        var headers = new DefaultHttpHeaders();
        if (endpoint.authorization() != null) {
            headers.set(HttpHeaderNames.AUTHORIZATION, endpoint.authorization());
        }
        return WebSocketClientHandshakerFactory.newHandshaker(
                endpoint.uri(),
                WebSocketVersion.V13,
                endpoint.offer(),
                endpoint.compression(),
                headers,
                MAX_MESSAGE_BYTES);
    }

    /** Ends the event loops; waits up to five seconds. */
    @Override
    public void close() {
        group.shutdownGracefully(0, 2, TimeUnit.SECONDS)
                .awaitUninterruptibly(Duration.ofSeconds(5).toMillis());
    }
}
