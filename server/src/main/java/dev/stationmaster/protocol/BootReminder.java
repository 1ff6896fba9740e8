package dev.stationmaster.protocol;

import dev.stationmaster.command.CommandOrder;
import dev.stationmaster.command.CommandService;
import dev.stationmaster.command.StationCommand;
import dev.stationmaster.link.StationLink;
import dev.stationmaster.station.StationId;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Asks a station for its BootNotification that was never accepted here and goes on as if it had been. A station keeps its registration while its
 * data does not change (1.6 J §5.4; 2.x part 4 §5.3), also when we are new to it: nobody else would ever end its being refused. Asked once on
 * each link.
 */
@Component
final class BootReminder {
    private static final Logger log = LoggerFactory.getLogger(BootReminder.class);
    /** Refused messages after which a station is taken for one that will not boot by itself. */
    private static final int PATIENCE = 3;

    private final CommandService commands;
    private final Map<StationId, Refused> refused = new ConcurrentHashMap<>();

    BootReminder(CommandService commands) {
        this.commands = commands;
    }

    private record Refused(long epoch, int count) {}

    /** A message of a station without any registration was refused. Returns at once. */
    void refused(StationLink link) {
        Refused first = new Refused(link.epoch(), 1);
        Refused now = refused.merge(
                link.station(),
                first,
                (known, _) -> known.epoch == link.epoch() ? new Refused(known.epoch, known.count + 1) : first);
        if (now.count == PATIENCE) Thread.startVirtualThread(() -> ask(link.station()));
    }

    private void ask(StationId station) {
        try {
            commands.submit(
                    station,
                    new StationCommand.TriggerMessage("BootNotification", null, null, null, null),
                    CommandOrder.by("server"));
        } catch (RuntimeException notStored) {
            log.warn("event=boot-not-asked station={} cause={}", station.key(), notStored.toString());
        }
    }
}
