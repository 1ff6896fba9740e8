package dev.stationmaster.bench.fleet;

import dev.stationmaster.bench.load.Latencies;
import dev.stationmaster.bench.wire.StationWire;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollSocketChannel;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Many stations on one thread. In an open loop their messages come due at random moments of a given rate, whatever the server does; a latency counts from that
 * moment, so a server that stalls is not spared the messages that should have been said meanwhile.
 */
public final class Fleet implements AutoCloseable {
    private static final int SOURCE_ADDRESSES = 8;
    private static final int CONNECTS_AT_A_TIME = 100;
    private static final long LONGEST_NAP_NANOS = 1_000_000;
    private static final long SEED = 2026;

    private final EventLoopGroup thread = new MultiThreadIoEventLoopGroup(1, EpollIoHandler.newFactory());
    private final List<FleetStation> stations = new ArrayList<>();
    private final Random random = new Random(SEED);
    private final Crew crew;
    private final Door door;
    private final Latencies latencies = new Latencies();
    private final AtomicInteger booted = new AtomicInteger();
    private final LongAdder errors = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private final LongAdder promised = new LongAdder();
    private final LongAdder asked = new LongAdder();
    private final LongAdder answers = new LongAdder();
    private final LongAdder boots = new LongAdder();
    private volatile @Nullable String firstError;
    private volatile double perSecond;
    private volatile boolean closing;
    private double nextDue;
    private int nextStation;

    public Fleet(Crew crew, Door door) {
        this.crew = crew;
        this.door = door;
        for (int number = 0; number < crew.stations(); number++)
            stations.add(new FleetStation(
                    this, number, crew.subprotocol().of(number), crew.script().of(number)));
    }

    public Latencies latencies() {
        return latencies;
    }

    /** Answers to calls, boots not counted, since the beginning. */
    public long answers() {
        return answers.sum();
    }

    /** Accepted BootNotifications since the beginning. */
    public long boots() {
        return boots.sum();
    }

    /** Calls of the server that were answered. */
    public long callsAnswered() {
        return asked.sum();
    }

    /** Rows that the answers promise. */
    public long promised() {
        return promised.sum();
    }

    /** Answers that were no results, and links that the server closed. */
    public long errors() {
        return errors.sum();
    }

    /** Connections that were not taken, and had to be tried again. */
    public long refused() {
        return refused.sum();
    }

    public String firstError() {
        return Objects.requireNonNullElse(firstError, "");
    }

    /**
     * All connect at once and boot; one that is refused tries again a second or two later.
     *
     * @return seconds until the last was accepted; negative when some were not within the patience
     */
    public double connect(int patienceSeconds) {
        long began = System.nanoTime();
        thread.next().execute(() -> connectFrom(0));
        return awaitAll(began, patienceSeconds);
    }

    /** All connections break at the same moment, and all stations come back at once. Seconds as in {@link #connect(int)}. */
    public double cutAndReturn(int patienceSeconds) {
        long began = System.nanoTime();
        thread.next().submit(() -> stations.forEach(FleetStation::cut)).awaitUninterruptibly();
        thread.next().submit(() -> {}).awaitUninterruptibly(); // by then all have noticed
        return awaitAll(began, patienceSeconds);
    }

    private double awaitAll(long began, int patienceSeconds) {
        long deadline = began + TimeUnit.SECONDS.toNanos(patienceSeconds);
        while (booted.get() < crew.stations()) {
            if (System.nanoTime() > deadline) return -1;
            LockSupport.parkNanos(2_000_000);
        }
        return (System.nanoTime() - began) / 1e9;
    }

    /** How many are connected and accepted now. */
    public int present() {
        return booted.get();
    }

    private void connectFrom(int from) {
        int to = Math.min(from + CONNECTS_AT_A_TIME, stations.size());
        for (int number = from; number < to; number++) connect(stations.get(number));
        if (to < stations.size() && !closing) thread.next().execute(() -> connectFrom(to));
    }

    private void connect(FleetStation station) {
        if (closing) return;
        boolean tls = door.tls() != null;
        String identity = crew.identity(station.number(), tls);
        var wire =
                new StationWire(station, identity, station.subprotocol(), tls ? crew.password(station.number()) : "");
        new Bootstrap()
                .group(thread)
                .channel(EpollSocketChannel.class)
                .handler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        var handshake = door.handshake();
                        if (handshake != null) channel.pipeline().addLast(handshake);
                        channel.pipeline().addLast(wire);
                    }
                })
                .localAddress(new InetSocketAddress("127.0.0." + (2 + station.number() % SOURCE_ADDRESSES), 0))
                .remoteAddress(door.address())
                .connect()
                .addListener((ChannelFuture done) -> {
                    if (!done.isSuccess()) again(station, String.valueOf(done.cause()));
                });
    }

    private void again(FleetStation station, String why) {
        refused.increment();
        if (firstError == null) firstError = why;
        if (!closing)
            thread.next().schedule(() -> connect(station), 1_000 + random.nextInt(1_000), TimeUnit.MILLISECONDS);
    }

    /** From now on messages come due at that rate, round the stations; 0 ends it. What waits is still said. */
    public void pace(double messagesPerSecond) {
        thread.next().execute(() -> {
            boolean wasIdle = perSecond == 0;
            perSecond = messagesPerSecond;
            nextDue = System.nanoTime();
            if (wasIdle && messagesPerSecond > 0) pump();
        });
    }

    private void pump() {
        if (perSecond == 0 || closing) return;
        long now = System.nanoTime();
        while (nextDue <= now) {
            stations.get(nextStation).due((long) nextDue);
            nextStation = (nextStation + 1) % stations.size();
            nextDue += -Math.log(1 - random.nextDouble()) * 1e9 / perSecond;
        }
        long nap = Math.min(LONGEST_NAP_NANOS, Math.max(1, (long) nextDue - System.nanoTime()));
        thread.next().schedule(this::pump, nap, TimeUnit.NANOSECONDS);
    }

    /** Every station has so much to say at once; the answers come as they may. */
    public void everybodySays(int messages) {
        thread.next().execute(() -> {
            long now = System.nanoTime();
            for (int i = 0; i < messages; i++) stations.forEach(station -> station.due(now));
        });
    }

    /** Messages that should have been said and were not, or were not answered. */
    public long owed() {
        var sum = new LongAdder();
        thread.next()
                .submit(() -> stations.forEach(station -> sum.add(station.owes())))
                .awaitUninterruptibly();
        return sum.sum();
    }

    /** Nothing comes due any more; waits until all that was said is answered, or patience is over. Returns what is still owed. */
    public long settle(int patienceSeconds) {
        pace(0);
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(patienceSeconds);
        long owed;
        while ((owed = owed()) > 0 && System.nanoTime() < deadline)
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
        return owed;
    }

    /** What waits to be said is given up: the server could not follow. */
    public void giveUpWaiting() {
        thread.next().submit(() -> stations.forEach(FleetStation::forgetDue)).awaitUninterruptibly();
    }

    void booted() {
        booted.incrementAndGet();
        boots.increment();
    }

    void asked() {
        asked.increment();
    }

    void promised(int rows) {
        promised.add(rows);
    }

    void answered(long nanos) {
        answers.increment();
        latencies.add(nanos);
    }

    void failed(String what) {
        errors.increment();
        if (firstError == null) firstError = what;
    }

    void closed(FleetStation station, boolean wasAccepted, String why) {
        if (wasAccepted) booted.decrementAndGet();
        if (closing) return;
        if (why.equals("cut")) {
            connect(station);
        } else {
            if (wasAccepted) failed(why);
            again(station, why);
        }
    }

    /** Everybody hangs up. */
    @Override
    public void close() {
        closing = true;
        thread.next().submit(() -> stations.forEach(FleetStation::cut)).awaitUninterruptibly();
        thread.shutdownGracefully(0, 5, TimeUnit.SECONDS).awaitUninterruptibly(10, TimeUnit.SECONDS);
    }
}
