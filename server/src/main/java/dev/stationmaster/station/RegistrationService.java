package dev.stationmaster.station;

import dev.stationmaster.changefeed.Change;
import dev.stationmaster.ledger.Ledger;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Which stations may talk (OCPP 1.6 §4.2; 2.0.1 part 2, B01 to B03). */
@Service
public class RegistrationService {
    private final StationDirectory directory;
    private final BootIntervals intervals;
    private final Ledger ledger;

    RegistrationService(StationDirectory directory, BootIntervals intervals, Ledger ledger) {
        this.directory = directory;
        this.intervals = intervals;
        this.ledger = ledger;
    }

    /** What the last BootNotification was answered with; from memory, valid over reconnects and restarts. */
    public Registration of(StationId station) {
        return directory.find(station).map(Station::registration).orElse(Registration.NONE);
    }

    /**
     * Answers a BootNotification; the registration is durable when this returns.
     *
     * @throws IllegalArgumentException when the station was deleted meanwhile
     */
    public BootAnswer boot(StationId id, BootReport report, Instant receivedAt) {
        var station =
                directory.find(id).orElseThrow(() -> new IllegalArgumentException("no station of key " + id.key()));
        var decision = Decision.on(station);
        ledger.commit(
                new BootFact(
                        id, report, decision.answer(), decision.nextBoot(station), decision.pendingBoots(), receivedAt),
                change(station, report, decision, receivedAt));
        directory.update(id, decision::applied);
        return new BootAnswer(decision.answer(), intervalSeconds(station, decision.answer()));
    }

    private int intervalSeconds(Station station, Registration answered) {
        if (answered == Registration.ACCEPTED) return intervals.heartbeatSeconds(station.id());
        var own = station.bootIntervalSeconds();
        return own != null ? own : intervals.retrySeconds();
    }

    private static Change change(Station station, BootReport report, Decision decision, Instant at) {
        Map<String, Object> body = new HashMap<>();
        body.put("registration", Words.of(decision.answer()));
        body.put("boot", Words.of(decision.policy()));
        body.put("vendor", report.vendor());
        body.put("model", report.model());
        if (report.firmwareVersion() != null) body.put("firmwareVersion", report.firmwareVersion());
        if (report.reason() != null) body.put("bootReason", report.reason());
        body.put("bootedAt", at.toString());
        return new Change("station", station.identity(), station.id(), body, "station", at);
    }

    /**
     * What a policy comes to.
     *
     * @param policy for the next BootNotification
     */
    record Decision(
            Registration answer,
            BootPolicy policy,
            @Nullable Integer pendingBoots) {
        static Decision on(Station station) {
            return switch (station.boot()) {
                case ACCEPTED -> new Decision(Registration.ACCEPTED, BootPolicy.ACCEPTED, null);
                case REJECTED -> new Decision(Registration.REJECTED, BootPolicy.REJECTED, null);
                case PENDING -> pending(station.pendingBoots());
            };
        }

        private static Decision pending(@Nullable Integer left) {
            if (left == null) return new Decision(Registration.PENDING, BootPolicy.PENDING, null);
            if (left > 0) return new Decision(Registration.PENDING, BootPolicy.PENDING, left - 1);
            return new Decision(Registration.ACCEPTED, BootPolicy.ACCEPTED, null);
        }

        /** Null when the policy stays, so that an operator's change at the same moment is not undone. */
        @Nullable
        BootPolicy nextBoot(Station station) {
            boolean same = policy == station.boot() && Objects.equals(pendingBoots, station.pendingBoots());
            return same ? null : policy;
        }

        Station applied(Station now) {
            return now.booted(answer, policy, pendingBoots);
        }
    }
}
