package dev.stationmaster.link;

import dev.stationmaster.ocpp.Version;
import dev.stationmaster.station.Station;
import dev.stationmaster.station.StationId;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelOption;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import org.jspecify.annotations.Nullable;

/**
 * A station's WebSocket on a Netty channel. There are tens of thousands of these, most of them idle: no timers, no queues, no locks of their own.
 */
final class WebSocketLink implements StationLink {
    /** Why reading is paused; it goes on when no reason is left. */
    static final int MAILBOX_FULL = 1;

    static final int TOO_FAST = 2;
    static final int STATION_READS_SLOWLY = 4;
    static final int STOPPING = 8;

    /** How the reason begins for which a station is given up that does not read. */
    static final String UNREAD = "unread for too long: ";

    private static final long GOODBYE_MILLIS = 2_000;
    private static final AtomicIntegerFieldUpdater<WebSocketLink> OPEN =
            AtomicIntegerFieldUpdater.newUpdater(WebSocketLink.class, "open");

    private final Channel channel;
    private final Station station;
    private final Version version;
    private final long epoch;
    private final Instant connectedAt;
    private final boolean deflate;
    private final int securityProfile;
    private final @Nullable String certifiedName;
    private final Mailbox mailbox;
    private final LinkLife life;
    private volatile int open = 1;
    private volatile long heardNanos = System.nanoTime();
    private volatile boolean answersPings;
    private volatile int pauses; // written by the event loop only
    private boolean goodbyeSent; // event loop only
    private short pingsInSilence; // liveness thread only
    private long owedBytes; // liveness thread only
    private long readNanos = heardNanos; // liveness thread only
    private boolean announced; // guarded by this
    private boolean ended; // guarded by this

    WebSocketLink(Channel channel, Station station, Version version, Opening opening, Mailbox mailbox, LinkLife life) {
        this.channel = channel;
        this.station = station;
        this.version = version;
        this.epoch = opening.epoch();
        this.connectedAt = opening.at();
        this.deflate = opening.deflate();
        this.securityProfile = opening.securityProfile();
        this.certifiedName = opening.certifiedName();
        this.mailbox = mailbox;
        this.life = life;
    }

    /** What was settled when the link was opened. */
    record Opening(
            long epoch,
            Instant at,
            boolean deflate,
            int securityProfile,
            @Nullable String certifiedName) {}

    @Override
    public StationId station() {
        return station.id();
    }

    /** The identity as provisioned when the link was opened. */
    String identity() {
        return station.identity();
    }

    @Override
    public Version version() {
        return version;
    }

    @Override
    public long epoch() {
        return epoch;
    }

    @Override
    public int securityProfile() {
        return securityProfile;
    }

    @Override
    public @Nullable String certifiedName() {
        return certifiedName;
    }

    Instant connectedAt() {
        return connectedAt;
    }

    Mailbox mailbox() {
        return mailbox;
    }

    String remoteAddress() {
        return address(channel);
    }

    static String address(Channel channel) {
        SocketAddress remote = channel.remoteAddress();
        return remote instanceof InetSocketAddress inet && inet.getAddress() != null
                ? inet.getAddress().getHostAddress()
                : "unknown";
    }

    @Override
    public void send(byte[] frame) {
        if (isOpen()) onLoop(() -> write(frame));
    }

    private void write(byte[] frame) {
        // What was handed in before the link was closed still goes out before the close frame.
        if (goodbyeSent) return;
        ByteBuf bytes = deflate && frame.length >= MessageDeflate.WORTH_BYTES
                ? WireBytes.compressedText(MessageDeflate.ofThisThread().deflate(frame))
                : WireBytes.text(frame);
        channel.writeAndFlush(bytes, channel.voidPromise());
        life.metrics().sent();
    }

    @Override
    public void close(int code, String reason) {
        if (!end(reason)) return;
        onLoop(() -> {
            goodbyeSent = true;
            channel.writeAndFlush(WireBytes.close(code, reason));
            // Reading goes on until the station's close frame: a reset by unread bytes could overtake ours.
            channel.config().setAutoRead(true);
            channel.eventLoop().schedule(() -> channel.close(), GOODBYE_MILLIS, TimeUnit.MILLISECONDS);
        });
    }

    @Override
    public boolean isOpen() {
        return open == 1;
    }

    /** The station's close frame: the answer to ours, or the first one. */
    void closeReceived(ByteBuf answer, String reason) {
        goodbyeSent = true;
        if (end(reason)) {
            channel.writeAndFlush(answer).addListener(ChannelFutureListener.CLOSE);
        } else {
            answer.release();
            channel.close();
        }
    }

    /** The TCP connection is gone. */
    void vanished() {
        end("connection lost");
    }

    /** @return true for the first who ends it */
    private boolean end(String reason) {
        if (!OPEN.compareAndSet(this, 1, 0)) return false;
        life.ended(this, reason);
        return true;
    }

    void pong(byte[] pinged) {
        channel.writeAndFlush(WireBytes.pong(pinged), channel.voidPromise());
    }

    void heard() {
        heardNanos = System.nanoTime();
    }

    void heardPong() {
        answersPings = true;
        heard();
    }

    long heardNanos() {
        return heardNanos;
    }

    /**
     * Gives up a station that has not taken one byte of what we owe it for so long, whatever it sends meanwhile: its side is full, and ours must not
     * be. On the liveness thread only.
     */
    void checkReading(long now, long limitNanos) {
        var unsent = channel.unsafe().outboundBuffer();
        long owed = unsent == null ? 0 : unsent.totalPendingWriteBytes() - unsent.currentProgress();
        if (owed <= 0 || owed < owedBytes) readNanos = now;
        owedBytes = owed;
        if (now - readNanos < limitNanos || !end(UNREAD + owed + " bytes")) return;
        onLoop(() -> {
            goodbyeSent = true; // it would not be read either
            channel.config().setOption(ChannelOption.SO_LINGER, 0); // nor does the kernel keep what is left
            channel.close();
        });
    }

    /** Pings after each interval of silence, and gives up a link that stays silent. On the liveness thread only. */
    void checkSilence(long now, long pingIntervalNanos, long silenceLimitNanos) {
        if (pauses != 0) heard(); // it is us who do not listen; who does not read at all ends in checkReading
        long silent = now - heardNanos;
        if (silent < pingIntervalNanos) {
            pingsInSilence = 0;
            return;
        }
        long allowed = answersPings ? 3 * pingIntervalNanos : Math.max(silenceLimitNanos, 3 * pingIntervalNanos);
        if (silent >= allowed) {
            close(1008, "silent for " + TimeUnit.NANOSECONDS.toSeconds(silent) + " s");
        } else if (silent >= pingIntervalNanos * (pingsInSilence + 1)) {
            pingsInSilence++;
            onLoop(() -> channel.writeAndFlush(WireBytes.ping(), channel.voidPromise()));
        }
    }

    /** From any thread. */
    void pauseReading(int why) {
        onLoop(() -> {
            pauses = pauses | why;
            if (isOpen()) channel.config().setAutoRead(false);
        });
    }

    /** Everything is in place for the first frame. */
    void startReading() {
        resumeReading(0);
    }

    /** From any thread. */
    void resumeReading(int why) {
        onLoop(() -> {
            pauses = pauses & ~why;
            if (pauses == 0) channel.config().setAutoRead(true);
        });
    }

    /** Pauses reading for a while. On the event loop only. */
    void pauseReadingFor(int why, long nanos) {
        if ((pauses & why) != 0) return;
        pauseReading(why);
        channel.eventLoop().schedule(() -> resumeReading(why), nanos, TimeUnit.NANOSECONDS);
    }

    /** Runs the announcement of the opening, unless the end was announced before it could be. */
    synchronized void announceOpened(Runnable announcement) {
        if (ended) return;
        announced = true;
        announcement.run();
    }

    /** Runs the announcement of the end after that of the opening, and only if there was one. */
    synchronized void announceEnded(Runnable announcement) {
        ended = true;
        if (announced) announcement.run();
    }

    private void onLoop(Runnable step) {
        if (channel.eventLoop().inEventLoop()) step.run();
        else channel.eventLoop().execute(step);
    }
}
