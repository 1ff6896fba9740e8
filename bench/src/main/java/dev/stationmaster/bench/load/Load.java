package dev.stationmaster.bench.load;

import dev.stationmaster.bench.wire.StationWire;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollSocketChannel;
import java.net.InetSocketAddress;
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
    private final List<StationSocket> sockets = new CopyOnWriteArrayList<>();
    private final Scenario scenario;
    private final int port;
    private final CountDownLatch boots;
    private final Latencies latencies = new Latencies();
    private final LongAdder errors = new LongAdder();
    private final LongAdder promised = new LongAdder();
    private final LongAdder exchanges = new LongAdder();
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

    /** Rows that all answers since the connect promise. */
    public long promised() {
        return promised.sum();
    }

    public String firstError() {
        String error = firstError;
        return error == null ? "" : error;
    }

    /** Boots and answers since the beginning. */
    public long exchanges() {
        return exchanges.sum();
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
        var socket = new StationSocket(this, scenario.script().of(station), scenario.subprotocol());
        sockets.add(socket);
        new Bootstrap()
                .group(threads)
                .channel(EpollSocketChannel.class)
                .handler(new StationWire(socket, identity, scenario.subprotocol(), ""))
                .localAddress(new InetSocketAddress("127.0.0." + (2 + station % SOURCE_ADDRESSES), 0))
                .remoteAddress(new InetSocketAddress("127.0.0.1", port))
                .connect()
                .addListener((ChannelFuture done) -> {
                    if (done.isSuccess()) channels.add(done.channel());
                    else failed(String.valueOf(done.cause()));
                });
    }

    /** Everybody begins to talk. */
    public void talk() {
        talking = true;
        threads.next().execute(() -> sockets.forEach(StationSocket::talk));
    }

    /** Nobody says anything new; answers that are due still come. */
    public void hush() {
        talking = false;
    }

    boolean goesOn() {
        return talking;
    }

    void booted(String answer) {
        exchanges.increment();
        if (answer.contains("\"Accepted\"")) boots.countDown();
        else failed(answer);
    }

    void promised(int rows) {
        promised.add(rows);
    }

    void answered(long nanos) {
        exchanges.increment();
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
