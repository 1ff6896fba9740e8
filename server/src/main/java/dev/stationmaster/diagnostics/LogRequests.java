package dev.stationmaster.diagnostics;

import dev.stationmaster.command.CommandCompletion;
import dev.stationmaster.command.CommandRefused;
import dev.stationmaster.command.RequestIds;
import dev.stationmaster.command.StationCommand;
import dev.stationmaster.command.StationCommand.GetDiagnostics;
import dev.stationmaster.command.StationCommand.GetLog;
import dev.stationmaster.command.StationCommand.Transfer;
import dev.stationmaster.file.TransferOffers;
import dev.stationmaster.job.Job;
import dev.stationmaster.job.Job.Findings;
import dev.stationmaster.job.Job.Kind;
import dev.stationmaster.job.Job.Origin;
import dev.stationmaster.job.Job.Terms;
import dev.stationmaster.job.Jobs;
import dev.stationmaster.platform.Uuid7;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Makes a request for a log ready to be sent: its number, the place where the log may be brought, and the job by which it is followed (N01; 1.6 §6.11). */
@Service
class LogRequests implements CommandCompletion {
    private final TransferOffers offers;
    private final Jobs jobs;
    private final RequestIds requestIds;
    private final InstantSource clock;

    LogRequests(TransferOffers offers, Jobs jobs, RequestIds requestIds, InstantSource clock) {
        this.offers = offers;
        this.jobs = jobs;
        this.requestIds = requestIds;
        this.clock = clock;
    }

    /** What both requests have in common. */
    private record Wanted(
            Kind kind,
            @Nullable String logType,
            @Nullable Instant since,
            @Nullable Instant until,
            Transfer transfer) {}

    @Override
    public StationCommand complete(Draft draft, StationCommand command) {
        return switch (command) {
            case GetLog(String type, Instant since, Instant until, Transfer transfer) ->
                new GetLog(
                        type, since, until, begin(draft, command, new Wanted(Kind.LOG, type, since, until, transfer)));
            case GetDiagnostics(Instant since, Instant until, Transfer transfer) ->
                new GetDiagnostics(
                        since,
                        until,
                        begin(draft, command, new Wanted(Kind.DIAGNOSTICS, null, since, until, transfer)));
            default -> command;
        };
    }

    private Transfer begin(Draft draft, StationCommand command, Wanted wanted) {
        Instant now = clock.instant();
        UUID id = Uuid7.at(now);
        Transfer transfer = wanted.transfer;
        int requestId = transfer.requestId() == null ? requestIds.next(draft.station()) : transfer.requestId();
        boolean ours = transfer.location() == null;
        String name = (wanted.logType == null ? "diagnostics" : wanted.logType) + "-" + requestId + ".log";
        String location = ours
                ? offers.upload(draft.station(), id, name, transfer.via(), now)
                        .orElseThrow(() -> new CommandRefused(transfer.via() + " is switched off here"))
                : String.valueOf(transfer.location());
        var terms = new Terms(
                TransferOffers.shown(location),
                ours,
                null,
                null,
                null,
                wanted.logType,
                wanted.since,
                wanted.until,
                transfer.retries(),
                transfer.retryIntervalSeconds(),
                null,
                null);
        var origin = new Origin(draft.station(), wanted.kind, command.type(), draft.id(), requestId, draft.actor());
        jobs.begin(Job.requested(id, origin, terms, Findings.NONE, now, offers.deadline(now)));
        return transfer.to(location, requestId);
    }
}
