package dev.stationmaster.firmware;

import dev.stationmaster.command.CommandCompletion;
import dev.stationmaster.command.CommandRefused;
import dev.stationmaster.command.RequestIds;
import dev.stationmaster.command.StationCommand;
import dev.stationmaster.command.StationCommand.Transfer;
import dev.stationmaster.command.StationCommand.UpdateFirmware;
import dev.stationmaster.file.FileService;
import dev.stationmaster.file.StoredFile;
import dev.stationmaster.file.TransferOffers;
import dev.stationmaster.job.Job;
import dev.stationmaster.job.Job.Findings;
import dev.stationmaster.job.Job.Origin;
import dev.stationmaster.job.Job.Terms;
import dev.stationmaster.job.Jobs;
import dev.stationmaster.platform.Uuid7;
import dev.stationmaster.station.FirmwareVersions;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Makes a firmware update ready to be sent: its number, its URL, its signature looked at, and the job by which it is followed (L01, L02; 1.6 §6.19). */
@Service
class FirmwareUpdates implements CommandCompletion {
    private final FileService files;
    private final TransferOffers offers;
    private final Jobs jobs;
    private final RequestIds requestIds;
    private final FirmwareVersions versions;
    private final InstantSource clock;

    FirmwareUpdates(
            FileService files,
            TransferOffers offers,
            Jobs jobs,
            RequestIds requestIds,
            FirmwareVersions versions,
            InstantSource clock) {
        this.files = files;
        this.offers = offers;
        this.jobs = jobs;
        this.requestIds = requestIds;
        this.versions = versions;
        this.clock = clock;
    }

    @Override
    public StationCommand complete(Draft draft, StationCommand command) {
        return command instanceof UpdateFirmware update ? complete(draft, update) : command;
    }

    private UpdateFirmware complete(Draft draft, UpdateFirmware update) {
        StoredFile image = image(update.image());
        Instant now = clock.instant();
        String warning = problem(update, image, now).orElse(null);
        if (warning != null && !draft.force()) throw new CommandRefused(warning + "; force sends it all the same");
        Transfer transfer = update.transfer();
        int requestId = transfer.requestId() == null ? requestIds.next(draft.station()) : transfer.requestId();
        Instant begins = update.retrieveAt() == null ? now : update.retrieveAt();
        UUID id = Uuid7.at(now);
        String location = image == null
                ? String.valueOf(transfer.location())
                : offers.download(draft.station(), id, image, transfer.via(), begins)
                        .orElseThrow(() -> new CommandRefused(transfer.via() + " is switched off here"));
        var terms = new Terms(
                TransferOffers.shown(location),
                image != null,
                update.image(),
                begins,
                update.installAt(),
                null,
                null,
                null,
                transfer.retries(),
                transfer.retryIntervalSeconds(),
                update.expectedVersion(),
                null);
        Instant last = update.installAt() != null && update.installAt().isAfter(begins) ? update.installAt() : begins;
        jobs.begin(Job.requested(
                id,
                new Origin(draft.station(), Job.Kind.FIRMWARE, update.type(), draft.id(), requestId, draft.actor()),
                terms,
                Findings.NONE
                        .upgrading(versions.of(draft.station()).orElse(null))
                        .warned(warning),
                now,
                offers.deadline(last)));
        return new UpdateFirmware(
                update.image(),
                begins,
                update.installAt(),
                update.signingCertificate(),
                update.signature(),
                update.expectedVersion(),
                transfer.to(location, requestId));
    }

    private @Nullable StoredFile image(@Nullable UUID id) {
        if (id == null) return null;
        return files.find(id).orElseThrow(() -> new CommandRefused("there is no file " + id + " here"));
    }

    private Optional<String> problem(UpdateFirmware update, @Nullable StoredFile image, Instant now) {
        String certificate = update.signingCertificate();
        String signature = update.signature();
        if (certificate == null && signature == null) return Optional.empty();
        if (certificate == null || signature == null) {
            return Optional.of("a secure update needs both signingCertificate and signature (L01.FR.11)");
        }
        return new FirmwareSignature(certificate, signature)
                .problem(image == null ? null : () -> files.open(image.id()), now);
    }
}
