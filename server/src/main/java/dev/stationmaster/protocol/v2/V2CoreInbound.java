package dev.stationmaster.protocol.v2;

import static dev.stationmaster.protocol.Binding.binding;

import dev.stationmaster.ocpp.JsonValue;
import dev.stationmaster.ocpp.Version;
import dev.stationmaster.ocpp.v2.BootNotificationRequest;
import dev.stationmaster.ocpp.v2.BootNotificationResponse;
import dev.stationmaster.ocpp.v2.ChargingStation;
import dev.stationmaster.ocpp.v2.DataTransferRequest;
import dev.stationmaster.ocpp.v2.DataTransferResponse;
import dev.stationmaster.ocpp.v2.HeartbeatRequest;
import dev.stationmaster.ocpp.v2.HeartbeatResponse;
import dev.stationmaster.ocpp.v2.Modem;
import dev.stationmaster.ocpp.v2.StatusNotificationRequest;
import dev.stationmaster.ocpp.v2.StatusNotificationResponse;
import dev.stationmaster.protocol.Binding;
import dev.stationmaster.protocol.Caller;
import dev.stationmaster.protocol.Certified;
import dev.stationmaster.protocol.InboundBlock;
import dev.stationmaster.protocol.RegistrationWords;
import dev.stationmaster.protocol.Reply;
import dev.stationmaster.protocol.VendorInbound;
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

/** Registration, liveness and states of 2.x (blocks B, G, P). */
@Component
final class V2CoreInbound implements InboundBlock {
    private final RegistrationService registrations;
    private final SecurityProfiles profiles;
    private final StatusService statuses;
    private final VendorInbound vendors;
    private final InstantSource clock;

    V2CoreInbound(
            RegistrationService registrations,
            SecurityProfiles profiles,
            StatusService statuses,
            VendorInbound vendors,
            InstantSource clock) {
        this.registrations = registrations;
        this.profiles = profiles;
        this.statuses = statuses;
        this.vendors = vendors;
        this.clock = clock;
    }

    @Override
    public Set<Version> versions() {
        return Set.of(Version.V201, Version.V21);
    }

    @Override
    public List<Binding<?, ?>> bindings() {
        return List.of(
                binding("BootNotification", BootNotificationRequest.class, this::boot),
                binding("Heartbeat", HeartbeatRequest.class, this::heartbeat),
                binding("StatusNotification", StatusNotificationRequest.class, this::status),
                binding("DataTransfer", DataTransferRequest.class, this::dataTransfer));
    }

    /** An unknown vendor is answered, not refused (P02.FR.06), and so is an unknown message of a known one (P02.FR.07). */
    private Reply<DataTransferResponse> dataTransfer(Caller caller, DataTransferRequest request) {
        JsonValue data = request.data();
        VendorAnswer answer =
                vendors.answer(caller, request.vendorId(), request.messageId(), data == null ? null : data.json());
        String told = answer.data();
        return Reply.of(new DataTransferResponse(
                answer.status().word(), null, told == null ? null : new JsonValue(told), null));
    }

    /** B01 to B03: answered whatever the verdict is (B01.FR.02); the socket stays open (B02.FR.06). */
    private Reply<BootNotificationResponse> boot(Caller caller, BootNotificationRequest request) {
        ChargingStation told = request.chargingStation();
        if (Certified.contradicted(caller, told.serialNumber())) return Reply.silence();
        Modem modem = told.modem();
        BootAnswer answer = registrations.boot(
                caller.station(),
                new BootReport(
                        told.vendorName(),
                        told.model(),
                        told.serialNumber(),
                        told.firmwareVersion(),
                        modem == null ? null : modem.iccid(),
                        modem == null ? null : modem.imsi(),
                        null,
                        null,
                        request.reason()),
                caller.receivedAt());
        if (answer.status() == Registration.ACCEPTED)
            profiles.booted(caller.station(), caller.link().securityProfile());
        return Reply.of(new BootNotificationResponse(
                clock.instant(), answer.intervalSeconds(), RegistrationWords.status(answer), null, null));
    }

    /** G02.FR.03; that the station lives is seen by any message (G02.FR.04). */
    private Reply<HeartbeatResponse> heartbeat(Caller caller, HeartbeatRequest request) {
        return Reply.of(new HeartbeatResponse(clock.instant(), null));
    }

    /** G01. */
    private Reply<StatusNotificationResponse> status(Caller caller, StatusNotificationRequest request) {
        statuses.report(
                caller.station(),
                new ConnectorReport(
                        request.evseId(),
                        request.connectorId(),
                        null,
                        request.connectorStatus(),
                        null,
                        null,
                        null,
                        null,
                        request.timestamp(),
                        caller.receivedAt()));
        return Reply.of(new StatusNotificationResponse(null));
    }
}
