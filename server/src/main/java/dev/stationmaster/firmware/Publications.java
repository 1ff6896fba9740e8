package dev.stationmaster.firmware;

import dev.stationmaster.command.CommandCompletion;
import dev.stationmaster.command.CommandListener;
import dev.stationmaster.command.CommandRefused;
import dev.stationmaster.command.RequestIds;
import dev.stationmaster.command.StationCommand;
import dev.stationmaster.command.StationCommand.PublishFirmware;
import dev.stationmaster.command.StationCommand.Transfer;
import dev.stationmaster.command.StationCommand.UnpublishFirmware;
import dev.stationmaster.file.FileService;
import dev.stationmaster.file.StoredFile;
import dev.stationmaster.file.TransferOffers;
import dev.stationmaster.job.Job;
import dev.stationmaster.job.Job.Findings;
import dev.stationmaster.job.Job.Origin;
import dev.stationmaster.job.Job.Terms;
import dev.stationmaster.job.Jobs;
import dev.stationmaster.platform.Uuid7;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Firmware that local controllers offer to the stations behind them (2.x L03, L04). */
@Service
class Publications implements CommandCompletion, CommandListener {
    private final FileService files;
    private final TransferOffers offers;
    private final Jobs jobs;
    private final RequestIds requestIds;
    private final InstantSource clock;

    Publications(FileService files, TransferOffers offers, Jobs jobs, RequestIds requestIds, InstantSource clock) {
        this.files = files;
        this.offers = offers;
        this.jobs = jobs;
        this.requestIds = requestIds;
        this.clock = clock;
    }

    @Override
    public StationCommand complete(Draft draft, StationCommand command) {
        return command instanceof PublishFirmware publish ? complete(draft, publish) : command;
    }

    private PublishFirmware complete(Draft draft, PublishFirmware publish) {
        StoredFile image = image(publish.image());
        String checksum = publish.checksum();
        if (checksum == null) {
            if (image == null) throw new CommandRefused("the MD5 checksum of a file that is not here is needed");
            checksum = md5(image);
        }
        Transfer transfer = publish.transfer();
        int requestId = transfer.requestId() == null ? requestIds.next(draft.station()) : transfer.requestId();
        Instant now = clock.instant();
        UUID id = Uuid7.at(now);
        String location = image == null
                ? String.valueOf(transfer.location())
                : offers.download(draft.station(), id, image, transfer.via(), now)
                        .orElseThrow(() -> new CommandRefused(transfer.via() + " is switched off here"));
        var terms = new Terms(
                TransferOffers.shown(location),
                image != null,
                publish.image(),
                null,
                null,
                null,
                null,
                null,
                transfer.retries(),
                transfer.retryIntervalSeconds(),
                null,
                checksum);
        var origin =
                new Origin(draft.station(), Job.Kind.PUBLICATION, publish.type(), draft.id(), requestId, draft.actor());
        jobs.begin(Job.requested(id, origin, terms, Findings.NONE, now, offers.deadline(now)));
        return new PublishFirmware(publish.image(), checksum, transfer.to(location, requestId));
    }

    private @Nullable StoredFile image(@Nullable UUID id) {
        if (id == null) return null;
        return files.find(id).orElseThrow(() -> new CommandRefused("there is no file " + id + " here"));
    }

    /** The standard wants MD5; nothing here trusts in it. */
    private String md5(StoredFile image) {
        try (InputStream in = files.open(image.id())) {
            MessageDigest digest = MessageDigest.getInstance("MD5");
            byte[] buffer = new byte[64 * 1024];
            for (int length; (length = in.read(buffer)) >= 0; ) digest.update(buffer, 0, length);
            return HexFormat.of().formatHex(digest.digest());
        } catch (IOException e) {
            throw new CommandRefused("the file cannot be read: " + e.getMessage());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("MD5 is part of every Java", e);
        }
    }

    /** What is not Unpublished stays published. */
    @Override
    public void ended(Ended command) {
        if (!(command.command() instanceof UnpublishFirmware(String checksum))) return;
        if (!"Unpublished".equals(command.status())) return;
        Instant now = clock.instant();
        for (Job job : jobs.published(command.station(), checksum)) {
            jobs.found(job.id(), known -> known.unpublished(now));
        }
    }
}
