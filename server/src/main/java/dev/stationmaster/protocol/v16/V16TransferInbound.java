package dev.stationmaster.protocol.v16;

import static dev.stationmaster.protocol.Binding.binding;

import dev.stationmaster.job.Job.Kind;
import dev.stationmaster.job.Jobs;
import dev.stationmaster.ocpp.Version;
import dev.stationmaster.ocpp.v16.DiagnosticsStatusNotificationRequest;
import dev.stationmaster.ocpp.v16.DiagnosticsStatusNotificationResponse;
import dev.stationmaster.ocpp.v16.FirmwareStatusNotificationRequest;
import dev.stationmaster.ocpp.v16.FirmwareStatusNotificationResponse;
import dev.stationmaster.ocpp.v16.LogStatusNotificationRequest;
import dev.stationmaster.ocpp.v16.LogStatusNotificationResponse;
import dev.stationmaster.ocpp.v16.SignedFirmwareStatusNotificationRequest;
import dev.stationmaster.ocpp.v16.SignedFirmwareStatusNotificationResponse;
import dev.stationmaster.protocol.Binding;
import dev.stationmaster.protocol.Caller;
import dev.stationmaster.protocol.InboundBlock;
import dev.stationmaster.protocol.Notices;
import dev.stationmaster.protocol.Reply;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** How far firmware updates and uploads are, in 1.6 (§4.4, §4.5; Security Whitepaper L01 and N01). What belongs to no job is kept as it came. */
@Component
final class V16TransferInbound implements InboundBlock {
    private final Jobs jobs;
    private final Notices notices;

    V16TransferInbound(Jobs jobs, Notices notices) {
        this.jobs = jobs;
        this.notices = notices;
    }

    @Override
    public Set<Version> versions() {
        return Set.of(Version.V16);
    }

    @Override
    public List<Binding<?, ?>> bindings() {
        return List.of(
                binding("DiagnosticsStatusNotification", DiagnosticsStatusNotificationRequest.class, this::diagnostics),
                binding("FirmwareStatusNotification", FirmwareStatusNotificationRequest.class, this::firmware),
                binding("LogStatusNotification", LogStatusNotificationRequest.class, this::log),
                binding(
                        "SignedFirmwareStatusNotification",
                        SignedFirmwareStatusNotificationRequest.class,
                        this::signedFirmware));
    }

    private Reply<DiagnosticsStatusNotificationResponse> diagnostics(
            Caller caller, DiagnosticsStatusNotificationRequest request) {
        report(caller, "DiagnosticsStatusNotification", Kind.DIAGNOSTICS, null, request.status());
        return Reply.of(new DiagnosticsStatusNotificationResponse());
    }

    private Reply<FirmwareStatusNotificationResponse> firmware(
            Caller caller, FirmwareStatusNotificationRequest request) {
        report(caller, "FirmwareStatusNotification", Kind.FIRMWARE, null, request.status());
        return Reply.of(new FirmwareStatusNotificationResponse());
    }

    private Reply<LogStatusNotificationResponse> log(Caller caller, LogStatusNotificationRequest request) {
        report(caller, "LogStatusNotification", Kind.LOG, request.requestId(), request.status());
        return Reply.of(new LogStatusNotificationResponse());
    }

    private Reply<SignedFirmwareStatusNotificationResponse> signedFirmware(
            Caller caller, SignedFirmwareStatusNotificationRequest request) {
        report(caller, "SignedFirmwareStatusNotification", Kind.FIRMWARE, request.requestId(), request.status());
        return Reply.of(new SignedFirmwareStatusNotificationResponse());
    }

    private void report(Caller caller, String action, Kind kind, @Nullable Integer requestId, String status) {
        if (jobs.reported(caller.station(), kind, requestId, status, null, caller.receivedAt())
                .isEmpty()) notices.keep(caller, action);
    }
}
