package dev.stationmaster.command;

import dev.stationmaster.command.Outbox.Queued;
import dev.stationmaster.link.LinkListener;
import dev.stationmaster.link.StationLink;
import dev.stationmaster.ocpp.Frame;
import dev.stationmaster.station.StationId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** The outboxes of all stations, and who wakes them: links that open and close, answers, and time. */
@Component
class Outboxes implements LinkListener, AnswerSink {
    private static final Logger log = LoggerFactory.getLogger(Outboxes.class);

    private final CommandRunner runner;
    private final Alarms alarms;
    private final InstantSource clock;
    private final Map<StationId, Outbox> outboxes = new ConcurrentHashMap<>();

    Outboxes(CommandRunner runner, Alarms alarms, InstantSource clock) {
        this.runner = runner;
        this.alarms = alarms;
        this.clock = clock;
    }

    void add(StationId station, Queued queued) {
        Outbox outbox = outboxes.computeIfAbsent(station, _ -> new Outbox(runner, alarms));
        Instant expiresAt = queued.expiresAt();
        if (expiresAt != null) {
            outbox.wakeAfter(Duration.between(clock.instant(), expiresAt).plusMillis(5));
        }
        outbox.add(queued);
    }

    @Override
    public void opened(StationLink link) {
        Outbox outbox = outboxes.get(link.station());
        if (outbox != null && !outbox.isEmpty()) outbox.wake();
    }

    @Override
    public void closed(StationLink link, String reason) {
        Outbox outbox = outboxes.get(link.station());
        if (outbox == null) return;
        outbox.lost(link, reason);
        outbox.wake();
    }

    @Override
    public boolean answered(StationLink link, Frame frame, Instant receivedAt) {
        String id =
                switch (frame) {
                    case Frame.CallResult result -> result.id();
                    case Frame.CallError error -> error.id();
                    case Frame.Call _, Frame.CallResultError _, Frame.Send _, Frame.Malformed _ -> null;
                };
        if (id == null) return false;
        Outbox outbox = outboxes.get(link.station());
        if (outbox != null && outbox.answered(link, id, frame, receivedAt)) return true;
        log.info(
                "event=late-answer station={} messageId={} kind={}",
                link.station().key(),
                id,
                frame.getClass().getSimpleName());
        return false;
    }
}
