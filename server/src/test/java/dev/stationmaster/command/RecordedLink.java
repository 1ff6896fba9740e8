package dev.stationmaster.command;

import dev.stationmaster.link.StationLink;
import dev.stationmaster.ocpp.Version;
import dev.stationmaster.station.StationId;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A link that keeps what was sent over it. */
final class RecordedLink implements StationLink {
    private final long epoch;
    private final BlockingQueue<String> frames = new LinkedBlockingQueue<>();
    private volatile boolean open = true;

    RecordedLink(long epoch) {
        this.epoch = epoch;
    }

    /** The next frame; null when none comes within five seconds. */
    @Nullable
    String next() throws InterruptedException {
        return frames.poll(5, TimeUnit.SECONDS);
    }

    /** Whether a frame lies there now. */
    boolean hasSent() {
        return !frames.isEmpty();
    }

    @Override
    public StationId station() {
        return new StationId(1);
    }

    @Override
    public Version version() {
        return Version.V16;
    }

    @Override
    public long epoch() {
        return epoch;
    }

    @Override
    public int securityProfile() {
        return 0;
    }

    @Override
    public void send(byte[] frame) {
        frames.add(new String(frame, StandardCharsets.UTF_8));
    }

    @Override
    public void close(int code, String reason) {
        open = false;
    }

    @Override
    public boolean isOpen() {
        return open;
    }
}
