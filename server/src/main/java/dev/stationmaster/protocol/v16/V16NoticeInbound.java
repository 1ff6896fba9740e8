package dev.stationmaster.protocol.v16;

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
import dev.stationmaster.protocol.InboundBlock;
import dev.stationmaster.protocol.Notices;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Progress of files: kept and answered. */
@Component
final class V16NoticeInbound implements InboundBlock {
    private final Notices notices;

    V16NoticeInbound(Notices notices) {
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
                        (_, _) -> new SignedFirmwareStatusNotificationResponse()));
    }
}
