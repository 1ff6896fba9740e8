package dev.stationmaster.link;

import dev.stationmaster.changefeed.Change;
import dev.stationmaster.ledger.Ledger;
import dev.stationmaster.ocpp.Version;
import dev.stationmaster.station.Station;
import dev.stationmaster.station.StationId;
import io.netty.channel.Channel;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;

/** The beginning and the end of links: epochs, the newest link winning, and telling those who listen. */
@Component
final class LinkLife {
    static final String REPLACED = "replaced by a newer connection";

    /** So many ends stand in the ledger at once; those behind them let go first what stations wait for. */
    private static final int ENDS_AT_ONCE = 64;

    private static final Logger log = LoggerFactory.getLogger(LinkLife.class);

    private final Ledger ledger;
    private final ConnectedLinks links;
    private final FrameRouting routing;
    private final LinkMetrics metrics;
    private final InstantSource clock;
    private final Supplier<List<LinkListener>> listeners;
    /** One thread of the system, which the others are served beside: a storm has tens of thousands to announce, and none of it is urgent. */
    private final Executor announcer = IdleThreads.named("link-events", 1);

    private final AtomicInteger announcing = new AtomicInteger();
    /** Of the announcer alone. */
    private int ends;

    /** Stations with a link that is being opened, and how many; an older link that ends meanwhile does not make them disconnected. */
    private final Map<StationId, Integer> opening = new ConcurrentHashMap<>();

    /** @param listeners asked for at the first link: they need links themselves */
    LinkLife(
            Ledger ledger,
            ConnectedLinks links,
            FrameRouting routing,
            LinkMetrics metrics,
            InstantSource clock,
            ObjectProvider<LinkListener> listeners) {
        this.ledger = ledger;
        this.links = links;
        this.routing = routing;
        this.metrics = metrics;
        this.clock = clock;
        this.listeners = SingletonSupplier.of(() -> listeners.stream().toList());
    }

    LinkMetrics metrics() {
        return metrics;
    }

    /**
     * Makes the link durable. On a virtual thread: it waits for the commit. Nothing has been told to the station yet, and nobody else knows it.
     */
    WebSocketLink open(Channel channel, Verdict.Admitted admitted, boolean deflate) {
        Station station = admitted.station();
        Version version = admitted.version();
        int profile = admitted.securityProfile();
        Instant at = clock.instant();
        String address = WebSocketLink.address(channel);
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("connected", true);
        body.put("version", version.subprotocol());
        body.put("remoteAddress", address);
        body.put("securityProfile", profile);
        body.put("connectedAt", at.toString());
        opening.merge(station.id(), 1, Integer::sum);
        long epoch;
        try {
            epoch = ledger.commit(
                    new LinkOpened(station.id(), version, address, profile, at),
                    new Change("connection", station.identity(), station.id(), body, "station", at));
        } catch (RuntimeException refused) {
            opened(station.id());
            throw refused;
        }
        return new WebSocketLink(
                channel,
                station,
                version,
                new WebSocketLink.Opening(epoch, at, deflate, profile, admitted.certifiedName()),
                routing.mailbox(station.id()),
                this);
    }

    private void opened(StationId station) {
        opening.computeIfPresent(station, (_, count) -> count > 1 ? count - 1 : null);
    }

    /** The station was gone before its link began. */
    void vanished(WebSocketLink link) {
        opened(link.station());
        link.vanished();
    }

    /** Makes the link the station's only one; an older link is sent away. On the event loop, after the 101 was written and before it is sent. */
    void enter(WebSocketLink link) {
        WebSocketLink loser = links.enter(link);
        opened(link.station());
        if (loser != null) {
            loser.mailbox().drop(loser);
            loser.close(1008, REPLACED);
        }
        announcer.execute(() -> announce(link));
    }

    private void announce(WebSocketLink link) {
        log.info(
                "event=link-opened station={} version={} epoch={} address={} profile={}",
                link.identity(),
                link.version().subprotocol(),
                link.epoch(),
                link.remoteAddress(),
                link.securityProfile());
        link.announceOpened(() -> listeners.get().forEach(listener -> tell(listener, it -> it.opened(link))));
    }

    /** Called once for each link, from any thread; never blocks. */
    void ended(WebSocketLink link, String reason) {
        Instant at = clock.instant();
        Instant seenAt = at.minusNanos(Math.max(0, System.nanoTime() - link.heardNanos()));
        links.leave(link, at, seenAt);
        metrics.closed(cause(reason));
        announcing.incrementAndGet();
        announcer.execute(() -> {
            try {
                record(link, reason, at, seenAt);
                link.announceEnded(() ->
                        listeners.get().forEach(listener -> tell(listener, it -> it.closed(link, reason))));
            } finally {
                announcing.decrementAndGet();
            }
        });
    }

    private static String cause(String reason) {
        if (reason.startsWith(WebSocketLink.UNREAD)) return "unread";
        if (reason.startsWith("silent")) return "silence";
        return reason.equals(REPLACED) ? "replaced" : "other";
    }

    private void record(WebSocketLink link, String reason, Instant at, Instant seenAt) {
        log.info("event=link-closed station={} epoch={} reason=\"{}\"", link.identity(), link.epoch(), reason);
        var closed = new LinkClosed(link.station(), link.epoch(), at, seenAt, reason);
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("connected", false);
        body.put("disconnectedAt", at.toString());
        body.put("lastSeenAt", seenAt.toString());
        body.put("reason", reason);
        var gone = new Change("connection", link.identity(), link.station(), body, "station", at);
        try {
            // In one step with the question whether a newer link is there or on its way: its change must come after
            // this one.
            opening.compute(link.station(), (station, newer) -> {
                if (newer == null && links.find(station).isEmpty()) ledger.append(closed, gone);
                else ledger.append(closed);
                return newer;
            });
            if (++ends % ENDS_AT_ONCE == 0) ledger.settle();
        } catch (IllegalStateException stopping) {
            // The next start finds the row open and closes it.
            log.debug("event=link-close-not-stored station={}", link.identity(), stopping);
        }
    }

    /** Waits until no station's message is in work any more. @return false when the deadline came first */
    boolean awaitMailboxes(long deadlineNanos) {
        try {
            return routing.awaitIdle(deadlineNanos);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Whether no end is still being told. */
    boolean quiet() {
        return announcing.get() == 0;
    }

    private static void tell(LinkListener listener, Consumer<LinkListener> what) {
        try {
            what.accept(listener);
        } catch (RuntimeException bug) {
            log.error(
                    "event=link-listener-failed listener={}",
                    listener.getClass().getSimpleName(),
                    bug);
        }
    }
}
