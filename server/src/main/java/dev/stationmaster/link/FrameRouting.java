package dev.stationmaster.link;

import dev.stationmaster.ocpp.Frame;
import dev.stationmaster.ocpp.FrameCodec;
import dev.stationmaster.ocpp.Policy;
import dev.stationmaster.station.StationId;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;

/** Where a message goes: answers to the handler at once, everything else to the station's mailbox. */
@Component
final class FrameRouting {
    private static final Logger log = LoggerFactory.getLogger(FrameRouting.class);

    private final Supplier<FrameHandler> handler;
    private final InstantSource clock;
    private final Map<StationId, Mailbox> mailboxes = new ConcurrentHashMap<>();

    /** @param handlers asked at the first message: the one handler has features behind it that need links themselves */
    FrameRouting(ObjectProvider<FrameHandler> handlers, InstantSource clock) {
        this.handler = SingletonSupplier.of(handlers::getObject);
        this.clock = clock;
    }

    Mailbox mailbox(StationId station) {
        return mailboxes.computeIfAbsent(station, _ -> new Mailbox(handler));
    }

    /** On the event loop. */
    void received(WebSocketLink link, byte[] bytes) {
        // Always read tolerantly: who is strict refuses the findings.
        var reading = FrameCodec.read(link.version(), Policy.TOLERANT, bytes, 0, bytes.length);
        var message = new Received(reading.frame(), bytes, reading.findings(), clock.instant());
        switch (reading.frame()) {
            case Frame.CallResult _, Frame.CallError _, Frame.CallResultError _ -> answer(link, message);
            case Frame.Call _, Frame.Send _, Frame.Malformed _ -> link.mailbox().offer(link, message);
        }
    }

    private void answer(WebSocketLink link, Received message) {
        try {
            handler.get().answer(link, message);
        } catch (RuntimeException bug) {
            log.error("event=answer-failed station={}", link.identity(), bug);
        }
    }

    /** Waits until no mailbox works any more. @return false when the deadline came first */
    boolean awaitIdle(long deadlineNanos) throws InterruptedException {
        boolean idle = true;
        for (Mailbox mailbox : mailboxes.values()) idle &= mailbox.awaitIdle(deadlineNanos);
        return idle;
    }
}
