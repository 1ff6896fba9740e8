package dev.stationmaster.protocol.v16;

import static dev.stationmaster.protocol.Binding.binding;

import dev.stationmaster.diagnostics.DeviceEvent;
import dev.stationmaster.diagnostics.DiagnosticsService;
import dev.stationmaster.ocpp.Version;
import dev.stationmaster.ocpp.v16.DiagnosticsStatusNotificationRequest;
import dev.stationmaster.ocpp.v16.DiagnosticsStatusNotificationResponse;
import dev.stationmaster.ocpp.v16.FirmwareStatusNotificationRequest;
import dev.stationmaster.ocpp.v16.FirmwareStatusNotificationResponse;
import dev.stationmaster.ocpp.v16.LogStatusNotificationRequest;
import dev.stationmaster.ocpp.v16.LogStatusNotificationResponse;
import dev.stationmaster.ocpp.v16.SecurityEventNotificationRequest;
import dev.stationmaster.ocpp.v16.SecurityEventNotificationResponse;
import dev.stationmaster.ocpp.v16.SignCertificateRequest;
import dev.stationmaster.ocpp.v16.SignCertificateResponse;
import dev.stationmaster.ocpp.v16.SignedFirmwareStatusNotificationRequest;
import dev.stationmaster.ocpp.v16.SignedFirmwareStatusNotificationResponse;
import dev.stationmaster.protocol.Binding;
import dev.stationmaster.protocol.Caller;
import dev.stationmaster.protocol.InboundBlock;
import dev.stationmaster.protocol.Notices;
import dev.stationmaster.protocol.Reply;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Progress of files, and the security extension of 1.6: kept and answered. */
@Component
final class V16NoticeInbound implements InboundBlock {
    private final DiagnosticsService diagnostics;
    private final Notices notices;

    V16NoticeInbound(DiagnosticsService diagnostics, Notices notices) {
        this.diagnostics = diagnostics;
        this.notices = notices;
    }

    @Override
    public Set<Version> versions() {
        return Set.of(Version.V16);
    }

    @Override
    public List<Binding<?, ?>> bindings() {
        return List.of(
                notices.kept(
                        "DiagnosticsStatusNotification",
                        DiagnosticsStatusNotificationRequest.class,
                        (_, _) -> new DiagnosticsStatusNotificationResponse()),
                notices.kept(
                        "FirmwareStatusNotification",
                        FirmwareStatusNotificationRequest.class,
                        (_, _) -> new FirmwareStatusNotificationResponse()),
                notices.kept(
                        "LogStatusNotification",
                        LogStatusNotificationRequest.class,
                        (_, _) -> new LogStatusNotificationResponse()),
                notices.kept(
                        "SignedFirmwareStatusNotification",
                        SignedFirmwareStatusNotificationRequest.class,
                        (_, _) -> new SignedFirmwareStatusNotificationResponse()),
                // Nobody here can sign yet, and the station is told so (Security Whitepaper, A02).
                notices.kept(
                        "SignCertificate",
                        SignCertificateRequest.class,
                        (_, _) -> new SignCertificateResponse("Rejected")),
                binding("SecurityEventNotification", SecurityEventNotificationRequest.class, this::securityEvent));
    }

    private Reply<SecurityEventNotificationResponse> securityEvent(
            Caller caller, SecurityEventNotificationRequest request) {
        diagnostics.events(List.of(DeviceEvent.security(
                caller.station(), request.type(), request.timestamp(), request.techInfo(), caller.receivedAt())));
        return Reply.of(new SecurityEventNotificationResponse());
    }
}
