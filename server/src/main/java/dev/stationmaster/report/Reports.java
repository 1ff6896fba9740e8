package dev.stationmaster.report;

import dev.stationmaster.ledger.Ledger;
import dev.stationmaster.report.ReportStore.StoredPart;
import dev.stationmaster.station.StationId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;

/**
 * Reports in parts. Parts come in any order, late, twice, or never; what is here is in the database, so that a restart loses nothing. A
 * station's parts come one at a time, through its mailbox.
 */
@Service
public class Reports {
    private static final Logger log = LoggerFactory.getLogger(Reports.class);
    static final Duration PATIENCE = Duration.ofMinutes(5);

    private final Ledger ledger;
    private final ReportStore store;
    private final ObjectProvider<ReportListener> listeners;
    private final InstantSource clock;

    Reports(Ledger ledger, ReportStore store, ObjectProvider<ReportListener> listeners, InstantSource clock) {
        this.ledger = ledger;
        this.store = store;
        this.listeners = listeners;
        this.clock = clock;
    }

    /** A report is about to be asked for; what came under this number before is gone. @param asked JSON of the question */
    public void asked(ReportKey report, @Nullable UUID command, String asked) {
        store.begin(report, command, asked, clock.instant());
    }

    /** The station answered the question. @param state null when parts are to be expected */
    public void answered(ReportKey report, Report.@Nullable State state, @Nullable String answer) {
        store.answered(report, state, answer, clock.instant());
    }

    /**
     * One part; durable when this returns. Nobody needs to have asked for it.
     *
     * @return all contents in their order when no part is missing; empty while one is
     */
    public Optional<List<String>> part(ReportPart part) {
        Optional<StoredPart> first = part.seqNo() == 0 ? store.part(part.report(), 0) : Optional.empty();
        // A station that reports unasked uses the same number again and again.
        boolean another = first.isPresent()
                && part.generatedAt().isAfter(first.get().generatedAt())
                && complete(store.parts(part.report()));
        if (another) store.dropParts(part.report());
        ledger.commit(part);
        List<StoredPart> parts = store.parts(part.report());
        if (!complete(parts)) return Optional.empty();
        store.state(part.report(), Report.State.COMPLETE, clock.instant());
        return Optional.of(parts.stream().map(StoredPart::content).toList());
    }

    /** Whether none is missing up to the last; a station that forgets to say that more follow makes every part look like the last. */
    private static boolean complete(List<StoredPart> parts) {
        int expected = 0;
        for (StoredPart part : parts) if (part.seqNo() == expected) expected++;
        return expected > 0 && expected == parts.size() && !parts.getLast().toContinue();
    }

    /** The newest first. */
    public List<Report> list(StationId station, ReportKind kind, int limit) {
        return store.list(station, kind, null, limit);
    }

    public Optional<Report> find(ReportKey report) {
        return store.list(report.station(), report.kind(), report.requestId(), 1).stream()
                .findFirst();
    }

    /** Contents of the parts that are here, in their order. */
    public List<String> contents(ReportKey report) {
        return store.parts(report).stream().map(StoredPart::content).toList();
    }

    /** The report and its parts are gone; false when there was none. */
    public boolean forget(ReportKey report) {
        return store.forget(report);
    }

    /** Gives up on those whose next part has not come for minutes. */
    @Scheduled(initialDelay = 15, fixedDelay = 15, timeUnit = TimeUnit.SECONDS)
    void giveUpOnSilent() {
        Instant now = clock.instant();
        for (ReportKey report : store.giveUp(now.minus(PATIENCE), now)) {
            log.warn(
                    "event=report-incomplete kind={} station={} request={}",
                    report.kind().word(),
                    report.station().key(),
                    report.requestId());
            listeners.forEach(listener -> listener.incomplete(report));
        }
    }
}
