package dev.stationmaster.protocol.v16;

import static dev.stationmaster.protocol.Binding.binding;

import dev.stationmaster.certificate.SigningService;
import dev.stationmaster.diagnostics.DeviceEvent;
import dev.stationmaster.diagnostics.DiagnosticsService;
import dev.stationmaster.ocpp.Version;
import dev.stationmaster.ocpp.v16.SecurityEventNotificationRequest;
import dev.stationmaster.ocpp.v16.SecurityEventNotificationResponse;
import dev.stationmaster.ocpp.v16.SignCertificateRequest;
import dev.stationmaster.ocpp.v16.SignCertificateResponse;
import dev.stationmaster.protocol.Binding;
import dev.stationmaster.protocol.Caller;
import dev.stationmaster.protocol.InboundBlock;
import dev.stationmaster.protocol.Reply;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/** The security extension of 1.6 (Security Whitepaper): requests for certificates, and security events. */
@Component
final class V16SecurityInbound implements InboundBlock {
    private final SigningService signing;
    private final DiagnosticsService diagnostics;

    V16SecurityInbound(SigningService signing, DiagnosticsService diagnostics) {
        this.signing = signing;
        this.diagnostics = diagnostics;
    }

    @Override
    public Set<Version> versions() {
        return Set.of(Version.V16);
    }

    @Override
    public List<Binding<?, ?>> bindings() {
        return List.of(
                binding("SignCertificate", SignCertificateRequest.class, this::sign),
                binding("SecurityEventNotification", SecurityEventNotificationRequest.class, this::securityEvent));
    }

    private Reply<SignCertificateResponse> sign(Caller caller, SignCertificateRequest request) {
        boolean refused = signing.requested(caller.record(), request.csr(), null, null, caller.receivedAt())
                .isPresent();
        return Reply.of(new SignCertificateResponse(refused ? "Rejected" : "Accepted"));
    }

    private Reply<SecurityEventNotificationResponse> securityEvent(
            Caller caller, SecurityEventNotificationRequest request) {
        diagnostics.events(List.of(DeviceEvent.security(
                caller.station(), request.type(), request.timestamp(), request.techInfo(), caller.receivedAt())));
        return Reply.of(new SecurityEventNotificationResponse());
    }
}
