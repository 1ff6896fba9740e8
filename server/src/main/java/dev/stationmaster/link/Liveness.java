package dev.stationmaster.link;

import dev.stationmaster.ledger.Ledger;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One tick for all links: pings after silence, the end of silent links and of those who do not read, the closing of links when the database stays away. */
final class Liveness {
    private static final Logger log = LoggerFactory.getLogger(Liveness.class);
    private static final int SEEN_EVERY_TICKS = 300;

    private final ConnectedLinks links;
    private final LinkOpening opening;
    private final Ledger ledger;
    private final InstantSource clock;
    private final LinkSettings settings;
    private long ticks;
    private boolean outage;

    Liveness(ConnectedLinks links, LinkOpening opening, Ledger ledger, InstantSource clock, LinkSettings settings) {
        this.links = links;
        this.opening = opening;
        this.ledger = ledger;
        this.clock = clock;
        this.settings = settings;
    }

    /** Once a second, or four times a ping interval where that is shorter. */
    long tickMillis() {
        return Math.clamp(settings.pingInterval().toMillis() / 4, 5, 1_000);
    }

    void tick() {
        ticks++;
        boolean away = ledger.unavailableMillis() > settings.outageLimit().toMillis();
        if (away) leave();
        else outage = false;
        long now = System.nanoTime();
        long ping = settings.pingInterval().toNanos();
        long limit = settings.silenceLimit().toNanos();
        long unread = settings.unreadLimit().toNanos();
        for (WebSocketLink link : links.links()) {
            link.checkReading(now, unread);
            link.checkSilence(now, ping, limit);
            if (link.station().key() % SEEN_EVERY_TICKS == ticks % SEEN_EVERY_TICKS && !away) seen(link, now);
        }
    }

    /** Spread over the stations, so that no tick writes many. */
    private void seen(WebSocketLink link, long now) {
        long silent = now - link.heardNanos();
        if (silent > TimeUnit.MILLISECONDS.toNanos(SEEN_EVERY_TICKS * tickMillis())) return;
        ledger.append(new LinkSeen(link.station(), link.epoch(), clock.instant().minusNanos(Math.max(0, silent))));
    }

    /** Stations keep what is not answered; better they wait by themselves than on a server that cannot answer. */
    private void leave() {
        if (!outage) log.error("event=database-away links={} action=closing-links", links.size());
        outage = true;
        opening.refusePending();
        for (WebSocketLink link : links.links()) link.close(1013, "the server cannot store anything at present");
    }
}
