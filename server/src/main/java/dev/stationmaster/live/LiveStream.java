package dev.stationmaster.live;

import dev.stationmaster.changefeed.ChangeEvent;
import dev.stationmaster.changefeed.ChangeFeed;
import dev.stationmaster.messagelog.Exchange;
import dev.stationmaster.messagelog.MessageTail;
import dev.stationmaster.settings.ConsoleSettings;
import dev.stationmaster.settings.Settings;
import dev.stationmaster.station.Station;
import dev.stationmaster.station.StationDirectory;
import dev.stationmaster.station.StationId;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** One reader's stream. It asks the feed for what follows; nothing is queued for it, so it may be as slow as it likes. */
final class LiveStream {
    /** News of that long are told together: a busy server would wake every reader thousands of times a second. */
    private static final long GATHER_MILLIS = 50;

    private static final int AT_ONCE = 500;

    /** What streams read from. */
    record Sources(
            ChangeFeed changes, MessageTail messages, StationDirectory stations, JsonMapper json, Settings settings) {}

    private final Sources sources;
    private final LiveFilter filter;
    private final Bell bell;
    private final CountDownLatch stop;
    private final OutputStream out;
    private long lastChange;
    private long lastMessage;
    private long lastWritten = System.nanoTime();
    private int heartbeatSeconds;

    LiveStream(Sources sources, LiveFilter filter, Bell bell, CountDownLatch stop, OutputStream out) {
        this.sources = sources;
        this.filter = filter;
        this.bell = bell;
        this.stop = stop;
        this.out = new BufferedOutputStream(out, 16 * 1024);
    }

    /**
     * Writes until the reader is gone or the server stops.
     *
     * @param after the last change the reader has seen; null begins with the next one
     */
    void run(@Nullable Long after) throws IOException, InterruptedException {
        lastChange = after == null ? sources.changes().head() : after;
        if (filter.messages()) lastMessage = sources.messages().watch();
        try {
            write("retry: 2000\n: connected\n\n");
            heartbeat();
            out.flush();
            while (stop.getCount() > 0) turn();
        } finally {
            if (filter.messages()) sources.messages().unwatch();
        }
    }

    private void turn() throws IOException, InterruptedException {
        long seen = bell.count();
        boolean more = changes();
        more |= filter.messages() && messages();
        long silence = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - lastWritten);
        int wanted = sources.settings().get(ConsoleSettings.LIVE_HEARTBEAT_SECONDS);
        long patience = TimeUnit.SECONDS.toMillis(wanted);
        if (silence >= patience || wanted != heartbeatSeconds) heartbeat();
        out.flush();
        if (more) return;
        if (stop.await(GATHER_MILLIS, TimeUnit.MILLISECONDS)) return;
        bell.await(seen, Math.max(1, patience - silence));
    }

    /** Tells how often it comes at least, so that a reader knows when silence means that the stream is cut. */
    private void heartbeat() throws IOException {
        heartbeatSeconds = sources.settings().get(ConsoleSettings.LIVE_HEARTBEAT_SECONDS);
        write("event: heartbeat\ndata: {\"everySeconds\":" + heartbeatSeconds + "}\n\n");
    }

    /** True when more is waiting than was asked for at once. */
    private boolean changes() throws IOException {
        var slice = sources.changes().after(lastChange, AT_ONCE);
        if (slice.tooOld()) {
            lastChange = sources.changes().head();
            write("id: " + lastChange + "\nevent: reset\ndata: {}\n\n");
            return true;
        }
        List<ChangeEvent> events = slice.events();
        for (ChangeEvent event : events) {
            lastChange = event.id();
            if (!filter.wants(event.topic(), event.station())) continue;
            write("id: " + event.id() + "\nevent: " + event.topic() + "\ndata: {\"id\":" + event.id() + ",\"topic\":"
                    + quoted(event.topic()) + ",\"key\":" + quoted(event.key()) + station(event.station())
                    + ",\"version\":" + event.version() + ",\"at\":\"" + event.at() + "\",\"actor\":"
                    + quoted(event.actor()) + ",\"body\":" + event.body() + "}\n\n");
        }
        return events.size() >= AT_ONCE;
    }

    private boolean messages() throws IOException {
        List<MessageTail.Tailed> tailed = sources.messages().after(lastMessage, AT_ONCE);
        for (MessageTail.Tailed message : tailed) {
            long dropped = message.number() - lastMessage - 1;
            lastMessage = message.number();
            if (dropped > 0) write("event: dropped\ndata: {\"topic\":\"message\",\"count\":" + dropped + "}\n\n");
            if (!filter.wants(LiveFilter.MESSAGE, message.station())) continue;
            String actor = message.direction() == Exchange.Direction.FROM_STATION ? "station" : "server";
            // No "id:" line: a reader resumes changes by their number, messages are not resumed. A frame may hold line
            // ends.
            write("event: message\ndata: {\"topic\":\"message\",\"key\":\"" + message.id() + "\""
                    + station(message.station())
                    + ",\"version\":1,\"at\":\"" + message.at() + "\",\"actor\":\"" + actor + "\",\"body\":"
                    + message.message().replace('\n', ' ').replace('\r', ' ') + "}\n\n");
        }
        return tailed.size() >= AT_ONCE;
    }

    private String station(@Nullable StationId id) {
        if (id == null) return "";
        return sources.stations()
                .find(id)
                .map(Station::identity)
                .map(identity -> ",\"station\":" + quoted(identity))
                .orElse("");
    }

    private String quoted(String text) {
        return sources.json().writeValueAsString(text);
    }

    private void write(String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        lastWritten = System.nanoTime();
    }
}
