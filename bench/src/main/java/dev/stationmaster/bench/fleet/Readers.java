package dev.stationmaster.bench.fleet;

import dev.stationmaster.bench.load.Latencies;
import dev.stationmaster.bench.server.Api;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpVersion;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** Readers of the live stream, on one thread. What each got can be compared: none may miss what another saw. */
public final class Readers implements AutoCloseable {
    private final EventLoopGroup thread = new MultiThreadIoEventLoopGroup(1, EpollIoHandler.newFactory());
    private final List<Reader> readers = new ArrayList<>();
    private final Latencies latencies = new Latencies();
    private final AtomicInteger resets = new AtomicInteger();
    private final int port;
    private volatile boolean closing;

    public Readers(int port, int count) {
        this.port = port;
        for (int i = 0; i < count; i++) readers.add(new Reader());
    }

    /** From the time that an event tells to its arrival. */
    public Latencies latencies() {
        return latencies;
    }

    /** Streams that told {@code reset} or {@code dropped}, and those that ended. */
    public int resets() {
        return resets.get();
    }

    /** Events that the best informed reader got more than the worst. */
    public long difference() {
        long most = readers.stream().mapToLong(reader -> reader.events).max().orElse(0);
        return most - readers.stream().mapToLong(reader -> reader.events).min().orElse(0);
    }

    /** Returns when all streams stand. */
    public void connect(String query) {
        for (Reader reader : readers) {
            new Bootstrap()
                    .group(thread)
                    .channel(EpollSocketChannel.class)
                    .handler(new ChannelInitializer<Channel>() {
                        @Override
                        protected void initChannel(Channel channel) {
                            channel.pipeline().addLast(new HttpClientCodec(), reader);
                        }
                    })
                    .connect("127.0.0.1", port)
                    .syncUninterruptibly();
            var request = new DefaultFullHttpRequest(
                    HttpVersion.HTTP_1_1, HttpMethod.GET, "/api/v1/live?" + query, Unpooled.EMPTY_BUFFER);
            request.headers().set("Host", "127.0.0.1").set("Authorization", "Bearer " + Api.TOKEN);
            reader.ask(request);
        }
        for (Reader reader : readers) while (!reader.stands) LockSupport.parkNanos(1_000_000);
    }

    /** Waits until nobody got anything new for more than a second, at most thirty. */
    public void awaitQuiet() {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        long seen;
        do {
            seen = readers.stream().mapToLong(reader -> reader.events).sum();
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1_500));
        } while (readers.stream().mapToLong(reader -> reader.events).sum() > seen && System.nanoTime() < deadline);
    }

    @Override
    public void close() {
        closing = true;
        thread.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly(5, TimeUnit.SECONDS);
    }

    private final class Reader extends SimpleChannelInboundHandler<HttpObject> {
        private final StringBuilder line = new StringBuilder();
        private volatile long events;
        private volatile boolean stands;
        private volatile Channel channel = null;

        @Override
        public void channelActive(ChannelHandlerContext context) {
            channel = context.channel();
        }

        void ask(DefaultFullHttpRequest request) {
            while (channel == null) LockSupport.parkNanos(100_000);
            channel.writeAndFlush(request).syncUninterruptibly();
        }

        @Override
        protected void channelRead0(ChannelHandlerContext context, HttpObject message) {
            if (!(message instanceof HttpContent content)) return;
            stands = true;
            ByteBuf bytes = content.content();
            for (char next : bytes.toString(StandardCharsets.ISO_8859_1).toCharArray()) {
                if (next != '\n') {
                    line.append(next);
                } else {
                    line(line.toString());
                    line.setLength(0);
                }
            }
        }

        private void line(String text) {
            if (text.startsWith("event: reset") || text.startsWith("event: dropped")) resets.incrementAndGet();
            int at = text.startsWith("data: ") ? text.indexOf("\"at\":\"") : -1;
            if (at < 0) return;
            Instant told = Instant.parse(text.substring(at + 6, text.indexOf('"', at + 6)));
            latencies.add(Duration.between(told, Instant.now()).toNanos());
            events = events + 1;
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            stands = true; // it had its chance
            if (!closing) resets.incrementAndGet();
        }
    }
}
