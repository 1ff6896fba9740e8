package dev.stationmaster.protocol.v2;

import static dev.stationmaster.protocol.Binding.binding;

import dev.stationmaster.job.Job;
import dev.stationmaster.job.Job.Kind;
import dev.stationmaster.job.Jobs;
import dev.stationmaster.ocpp.Version;
import dev.stationmaster.ocpp.v2.FirmwareStatusNotificationRequest;
import dev.stationmaster.ocpp.v2.FirmwareStatusNotificationResponse;
import dev.stationmaster.ocpp.v2.LogStatusNotificationRequest;
import dev.stationmaster.ocpp.v2.LogStatusNotificationResponse;
import dev.stationmaster.ocpp.v2.PublishFirmwareStatusNotificationRequest;
import dev.stationmaster.ocpp.v2.PublishFirmwareStatusNotificationResponse;
import dev.stationmaster.ocpp.v2.StatusInfo;
import dev.stationmaster.protocol.Binding;
import dev.stationmaster.protocol.Caller;
import dev.stationmaster.protocol.InboundBlock;
import dev.stationmaster.protocol.Notices;
import dev.stationmaster.protocol.Reply;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** How far firmware updates and uploads are, in 2.x (L01 to L03, N01). What belongs to no job is kept as it came. */
@Component
final class V2TransferInbound implements InboundBlock {
    private final Jobs jobs;
    private final Notices notices;

    V2TransferInbound(Jobs jobs, Notices notices) {
        this.jobs = jobs;
        this.notices = notices;
    }

    @Override
    public Set<Version> versions() {
        return Set.of(Version.V201, Version.V21);
    }

    @Override
    public List<Binding<?, ?>> bindings() {
        return List.of(
                binding("FirmwareStatusNotification", FirmwareStatusNotificationRequest.class, this::firmware),
                binding("LogStatusNotification", LogStatusNotificationRequest.class, this::log),
                binding(
                        "PublishFirmwareStatusNotification",
                        PublishFirmwareStatusNotificationRequest.class,
                        this::publication));
    }

    private Reply<FirmwareStatusNotificationResponse> firmware(
            Caller caller, FirmwareStatusNotificationRequest request) {
        boolean known = jobs.reported(
                        caller.station(),
                        Kind.FIRMWARE,
                        request.requestId(),
                        request.status(),
                        words(request.statusInfo()),
                        caller.receivedAt())
                .isPresent();
        if (!known) notices.keep(caller, "FirmwareStatusNotification");
        return Reply.of(new FirmwareStatusNotificationResponse(null));
    }

    private Reply<LogStatusNotificationResponse> log(Caller caller, LogStatusNotificationRequest request) {
        boolean known = jobs.reported(
                        caller.station(),
                        Kind.LOG,
                        request.requestId(),
                        request.status(),
                        words(request.statusInfo()),
                        caller.receivedAt())
                .isPresent();
        if (!known) notices.keep(caller, "LogStatusNotification");
        return Reply.of(new LogStatusNotificationResponse(null));
    }

    private Reply<PublishFirmwareStatusNotificationResponse> publication(
            Caller caller, PublishFirmwareStatusNotificationRequest request) {
        Optional<Job> job = jobs.reported(
                caller.station(),
                Kind.PUBLICATION,
                request.requestId(),
                request.status(),
                words(request.statusInfo()),
                caller.receivedAt());
        List<String> locations = request.location();
        if (job.isEmpty()) notices.keep(caller, "PublishFirmwareStatusNotification");
        else if (locations != null) jobs.found(job.get().id(), known -> known.published(locations));
        return Reply.of(new PublishFirmwareStatusNotificationResponse(null));
    }

    private static @Nullable String words(@Nullable StatusInfo info) {
        if (info == null) return null;
        return info.additionalInfo() == null ? info.reasonCode() : info.reasonCode() + ": " + info.additionalInfo();
    }
}
