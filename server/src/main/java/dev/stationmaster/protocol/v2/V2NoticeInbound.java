package dev.stationmaster.protocol.v2;

import static dev.stationmaster.protocol.Binding.binding;

import dev.stationmaster.ocpp.Version;
import dev.stationmaster.ocpp.v2.BatterySwapRequest;
import dev.stationmaster.ocpp.v2.BatterySwapResponse;
import dev.stationmaster.ocpp.v2.ClosePeriodicEventStreamRequest;
import dev.stationmaster.ocpp.v2.ClosePeriodicEventStreamResponse;
import dev.stationmaster.ocpp.v2.NotifyDERAlarmRequest;
import dev.stationmaster.ocpp.v2.NotifyDERAlarmResponse;
import dev.stationmaster.ocpp.v2.NotifyDERStartStopRequest;
import dev.stationmaster.ocpp.v2.NotifyDERStartStopResponse;
import dev.stationmaster.ocpp.v2.NotifyPeriodicEventStream;
import dev.stationmaster.ocpp.v2.NotifyPriorityChargingRequest;
import dev.stationmaster.ocpp.v2.NotifyPriorityChargingResponse;
import dev.stationmaster.ocpp.v2.NotifySettlementRequest;
import dev.stationmaster.ocpp.v2.NotifySettlementResponse;
import dev.stationmaster.ocpp.v2.OpenPeriodicEventStreamRequest;
import dev.stationmaster.ocpp.v2.OpenPeriodicEventStreamResponse;
import dev.stationmaster.ocpp.v2.PullDynamicScheduleUpdateRequest;
import dev.stationmaster.ocpp.v2.PullDynamicScheduleUpdateResponse;
import dev.stationmaster.ocpp.v2.ReportDERControlRequest;
import dev.stationmaster.ocpp.v2.ReportDERControlResponse;
import dev.stationmaster.ocpp.v2.VatNumberValidationRequest;
import dev.stationmaster.ocpp.v2.VatNumberValidationResponse;
import dev.stationmaster.protocol.Binding;
import dev.stationmaster.protocol.Caller;
import dev.stationmaster.protocol.InboundBlock;
import dev.stationmaster.protocol.Notices;
import dev.stationmaster.protocol.Reply;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Messages of 2.x that no feature works on yet: checked, kept, and answered as the standard wants of a CSMS without that feature. */
@Component
final class V2NoticeInbound implements InboundBlock {
    private final Notices notices;

    V2NoticeInbound(Notices notices) {
        this.notices = notices;
    }

    @Override
    public Set<Version> versions() {
        return Set.of(Version.V201, Version.V21);
    }

    @Override
    public List<Binding<?, ?>> bindings() {
        return List.of(
                notices.kept("BatterySwap", BatterySwapRequest.class, (_, _) -> new BatterySwapResponse(null)),
                notices.kept(
                        "ClosePeriodicEventStream",
                        ClosePeriodicEventStreamRequest.class,
                        (_, _) -> new ClosePeriodicEventStreamResponse(null)),
                notices.kept("NotifyDERAlarm", NotifyDERAlarmRequest.class, (_, _) -> new NotifyDERAlarmResponse(null)),
                notices.kept(
                        "NotifyDERStartStop",
                        NotifyDERStartStopRequest.class,
                        (_, _) -> new NotifyDERStartStopResponse(null)),
                notices.kept(
                        "NotifyPriorityCharging",
                        NotifyPriorityChargingRequest.class,
                        (_, _) -> new NotifyPriorityChargingResponse(null)),
                notices.kept(
                        "ReportDERControl",
                        ReportDERControlRequest.class,
                        (_, _) -> new ReportDERControlResponse(null)),
                notices.kept(
                        "NotifySettlement",
                        NotifySettlementRequest.class,
                        (_, _) -> new NotifySettlementResponse(null, null, null)),
                // No monitor of ours asks for a stream (N11.FR.06).
                notices.kept(
                        "OpenPeriodicEventStream",
                        OpenPeriodicEventStreamRequest.class,
                        (_, _) -> new OpenPeriodicEventStreamResponse("Rejected", null, null)),
                // No dynamic profile of ours is installed (K28.FR.12).
                notices.kept(
                        "PullDynamicScheduleUpdate",
                        PullDynamicScheduleUpdateRequest.class,
                        (_, _) -> new PullDynamicScheduleUpdateResponse("Rejected", null, null, null)),
                // The number cannot be checked; the EVSE is echoed (C18.FR.10).
                notices.kept(
                        "VatNumberValidation",
                        VatNumberValidationRequest.class,
                        (_, request) -> new VatNumberValidationResponse(
                                request.vatNumber(), "Rejected", null, null, request.evseId(), null)),
                binding("NotifyPeriodicEventStream", NotifyPeriodicEventStream.class, this::stream));
    }

    /** N15.FR.02: a SEND is never answered. */
    private Reply<Void> stream(Caller caller, NotifyPeriodicEventStream request) {
        notices.keep(caller, "NotifyPeriodicEventStream");
        return Reply.silence();
    }
}
