package dev.stationmaster.protocol.v2;

import static dev.stationmaster.protocol.Binding.binding;

import dev.stationmaster.certificate.SigningService;
import dev.stationmaster.diagnostics.DeviceEvent;
import dev.stationmaster.diagnostics.DiagnosticsService;
import dev.stationmaster.ocpp.Version;
import dev.stationmaster.ocpp.v2.SecurityEventNotificationRequest;
import dev.stationmaster.ocpp.v2.SecurityEventNotificationResponse;
import dev.stationmaster.ocpp.v2.SignCertificateRequest;
import dev.stationmaster.ocpp.v2.SignCertificateResponse;
import dev.stationmaster.ocpp.v2.StatusInfo;
import dev.stationmaster.protocol.Binding;
import dev.stationmaster.protocol.Caller;
import dev.stationmaster.protocol.InboundBlock;
import dev.stationmaster.protocol.Reply;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Requests of 2.x stations for certificates (A02, A03), and their security events (A04). */
@Component
final class V2SecurityInbound implements InboundBlock {
    private static final int LONGEST_INFO = 512;

    private final SigningService signing;
    private final DiagnosticsService diagnostics;

    V2SecurityInbound(SigningService signing, DiagnosticsService diagnostics) {
        this.signing = signing;
        this.diagnostics = diagnostics;
    }

    @Override
    public Set<Version> versions() {
        return Set.of(Version.V201, Version.V21);
    }

    @Override
    public List<Binding<?, ?>> bindings() {
        return List.of(
                binding("SignCertificate", SignCertificateRequest.class, this::sign),
                binding("SecurityEventNotification", SecurityEventNotificationRequest.class, this::securityEvent));
    }

    /** A02.FR.11, A02.FR.12; the number of the request is echoed with the certificate (A02.FR.25). */
    private Reply<SignCertificateResponse> sign(Caller caller, SignCertificateRequest request) {
        return signing.requested(
                        caller.record(),
                        request.csr(),
                        request.certificateType(),
                        request.requestId(),
                        caller.receivedAt())
                .map(why -> Reply.of(new SignCertificateResponse(
                        "Rejected",
                        new StatusInfo("InvalidCSR", why.substring(0, Math.min(why.length(), LONGEST_INFO)), null),
                        null)))
                .orElseGet(() -> Reply.of(new SignCertificateResponse("Accepted", null, null)));
    }

    /** A04.FR.03; a certificate that the station could not use is asked for again (A02.FR.29). */
    private Reply<SecurityEventNotificationResponse> securityEvent(
            Caller caller, SecurityEventNotificationRequest request) {
        diagnostics.events(List.of(DeviceEvent.security(
                caller.station(), request.type(), request.timestamp(), request.techInfo(), caller.receivedAt())));
        if (request.type().equals("DiscardedRenewedClientCertificate")) signing.discarded(caller.record());
        return Reply.of(new SecurityEventNotificationResponse(null));
    }
}
