package dev.stationmaster.protocol.v16;

import static dev.stationmaster.protocol.Binding.binding;

import dev.stationmaster.authorization.Authorization;
import dev.stationmaster.authorization.Verdict;
import dev.stationmaster.command.CommandAnswer;
import dev.stationmaster.messagelog.Oddities;
import dev.stationmaster.ocpp.ErrorCode;
import dev.stationmaster.ocpp.JsonValue;
import dev.stationmaster.ocpp.Version;
import dev.stationmaster.ocpp.v16.AuthorizeRequest;
import dev.stationmaster.ocpp.v16.AuthorizeResponse;
import dev.stationmaster.ocpp.v16.BootNotificationRequest;
import dev.stationmaster.ocpp.v16.BootNotificationResponse;
import dev.stationmaster.ocpp.v16.DataTransferRequest;
import dev.stationmaster.ocpp.v16.DataTransferResponse;
import dev.stationmaster.ocpp.v16.HeartbeatRequest;
import dev.stationmaster.ocpp.v16.HeartbeatResponse;
import dev.stationmaster.ocpp.v16.StatusNotificationRequest;
import dev.stationmaster.ocpp.v16.StatusNotificationResponse;
import dev.stationmaster.protocol.Binding;
import dev.stationmaster.protocol.Caller;
import dev.stationmaster.protocol.Certified;
import dev.stationmaster.protocol.InboundBlock;
import dev.stationmaster.protocol.RegistrationWords;
import dev.stationmaster.protocol.Reply;
import dev.stationmaster.protocol.VendorInbound;
import dev.stationmaster.settings.ConnectorMap.Place;
import dev.stationmaster.station.BootAnswer;
import dev.stationmaster.station.BootReport;
import dev.stationmaster.station.Registration;
import dev.stationmaster.station.RegistrationService;
import dev.stationmaster.station.SecurityProfiles;
import dev.stationmaster.status.ConnectorReport;
import dev.stationmaster.status.StatusService;
import dev.stationmaster.vendor.VendorAnswer;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Registration, liveness, states and tokens of 1.6 (§4.1–§4.3, §4.6, §4.9). */
@Component
final class V16CoreInbound implements InboundBlock {
    /** States of connector 0, the station as a whole (§4.9). */
    private static final Set<String> OF_THE_STATION = Set.of("Available", "Unavailable", "Faulted");

    private final RegistrationService registrations;
    private final SecurityProfiles profiles;
    private final StatusService statuses;
    private final Authorization authorization;
    private final V16Numbering numbering;
    private final VendorInbound vendors;
    private final InstantSource clock;

    V16CoreInbound(
            RegistrationService registrations,
            SecurityProfiles profiles,
            StatusService statuses,
            Authorization authorization,
            V16Numbering numbering,
            VendorInbound vendors,
            InstantSource clock) {
        this.registrations = registrations;
        this.profiles = profiles;
        this.statuses = statuses;
        this.authorization = authorization;
        this.numbering = numbering;
        this.vendors = vendors;
        this.clock = clock;
    }

    @Override
    public Set<Version> versions() {
        return Set.of(Version.V16);
    }

    @Override
    public List<Binding<?, ?>> bindings() {
        return List.of(
                binding("BootNotification", BootNotificationRequest.class, this::boot),
                binding("Heartbeat", HeartbeatRequest.class, this::heartbeat),
                binding("StatusNotification", StatusNotificationRequest.class, this::status),
                binding("Authorize", AuthorizeRequest.class, this::authorize),
                binding("DataTransfer", DataTransferRequest.class, this::dataTransfer));
    }

    private Reply<BootNotificationResponse> boot(Caller caller, BootNotificationRequest request) {
        String serial = request.chargePointSerialNumber();
        if (Certified.contradicted(caller, serial)) return Reply.silence();
        BootAnswer answer = registrations.boot(
                caller.station(),
                new BootReport(
                        request.chargePointVendor(),
                        request.chargePointModel(),
                        serial != null ? serial : request.chargeBoxSerialNumber(),
                        request.firmwareVersion(),
                        request.iccid(),
                        request.imsi(),
                        request.meterType(),
                        request.meterSerialNumber(),
                        null),
                caller.receivedAt());
        if (answer.status() == Registration.ACCEPTED)
            profiles.booted(caller.station(), caller.link().securityProfile());
        return Reply.of(new BootNotificationResponse(
                RegistrationWords.status(answer), clock.instant(), answer.intervalSeconds()));
    }

    private Reply<HeartbeatResponse> heartbeat(Caller caller, HeartbeatRequest request) {
        return Reply.of(new HeartbeatResponse(clock.instant()));
    }

    private Reply<StatusNotificationResponse> status(Caller caller, StatusNotificationRequest request) {
        if (request.connectorId() < 0)
            return Reply.refusal(ErrorCode.PROPERTY_CONSTRAINT_VIOLATION, "/connectorId: must not be negative");
        if (request.connectorId() == 0 && !OF_THE_STATION.contains(request.status()))
            Oddities.note("/status", "station-status", "connector 0 has no state " + request.status());
        Place place = numbering.place(caller.station(), request.connectorId());
        statuses.report(
                caller.station(),
                new ConnectorReport(
                        place.evse(),
                        place.connector(),
                        request.connectorId(),
                        request.status(),
                        request.errorCode(),
                        request.info(),
                        request.vendorId(),
                        request.vendorErrorCode(),
                        request.timestamp(),
                        caller.receivedAt()));
        return Reply.of(new StatusNotificationResponse());
    }

    private Reply<AuthorizeResponse> authorize(Caller caller, AuthorizeRequest request) {
        Verdict verdict = authorization.shown(caller.station(), V16Words.token(request.idTag()), caller.receivedAt());
        return Reply.of(new AuthorizeResponse(V16Words.idTagInfo(verdict, false)));
    }

    /** An unknown vendor is answered, not refused (1.6 §4.3). */
    private Reply<DataTransferResponse> dataTransfer(Caller caller, DataTransferRequest request) {
        String data = request.data();
        VendorAnswer answer = vendors.answer(
                caller,
                request.vendorId(),
                request.messageId(),
                data == null ? null : JsonValue.ofString(data).json());
        String told = answer.data();
        return Reply.of(
                new DataTransferResponse(answer.status().word(), told == null ? null : CommandAnswer.plainText(told)));
    }
}
