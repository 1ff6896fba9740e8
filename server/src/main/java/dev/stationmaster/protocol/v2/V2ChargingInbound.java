package dev.stationmaster.protocol.v2;

import static dev.stationmaster.protocol.Binding.binding;

import dev.stationmaster.charging.ChargingService;
import dev.stationmaster.charging.ExternalLimit;
import dev.stationmaster.charging.ReportedProfiles;
import dev.stationmaster.command.ChargingProfile;
import dev.stationmaster.command.ChargingProfile.Kind;
import dev.stationmaster.command.ChargingProfile.Purpose;
import dev.stationmaster.command.ChargingProfile.Recurrency;
import dev.stationmaster.command.ChargingSchedule;
import dev.stationmaster.command.ChargingSchedule.Period;
import dev.stationmaster.command.ChargingSchedule.Unit;
import dev.stationmaster.ocpp.Version;
import dev.stationmaster.ocpp.v2.ChargingSchedulePeriod;
import dev.stationmaster.ocpp.v2.ClearedChargingLimitRequest;
import dev.stationmaster.ocpp.v2.ClearedChargingLimitResponse;
import dev.stationmaster.ocpp.v2.NotifyChargingLimitRequest;
import dev.stationmaster.ocpp.v2.NotifyChargingLimitResponse;
import dev.stationmaster.ocpp.v2.ReportChargingProfilesRequest;
import dev.stationmaster.ocpp.v2.ReportChargingProfilesResponse;
import dev.stationmaster.protocol.Binding;
import dev.stationmaster.protocol.Caller;
import dev.stationmaster.protocol.InboundBlock;
import dev.stationmaster.protocol.Reply;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What 2.x stations say about charging profiles and limits (K09, K11 to K14). */
@Component
final class V2ChargingInbound implements InboundBlock {
    private final ChargingService charging;

    V2ChargingInbound(ChargingService charging) {
        this.charging = charging;
    }

    @Override
    public Set<Version> versions() {
        return Set.of(Version.V201, Version.V21);
    }

    @Override
    public List<Binding<?, ?>> bindings() {
        return List.of(
                binding("ReportChargingProfiles", ReportChargingProfilesRequest.class, this::report),
                binding("NotifyChargingLimit", NotifyChargingLimitRequest.class, this::limit),
                binding("ClearedChargingLimit", ClearedChargingLimitRequest.class, this::cleared));
    }

    private Reply<ReportChargingProfilesResponse> report(Caller caller, ReportChargingProfilesRequest request) {
        charging.reported(new ReportedProfiles(
                caller.station(),
                request.requestId(),
                request.evseId(),
                request.chargingLimitSource(),
                Boolean.TRUE.equals(request.tbc()),
                request.chargingProfile().stream()
                        .map(V2ChargingInbound::profile)
                        .toList(),
                caller.receivedAt()));
        return Reply.of(new ReportChargingProfilesResponse(null));
    }

    private Reply<NotifyChargingLimitResponse> limit(Caller caller, NotifyChargingLimitRequest request) {
        List<dev.stationmaster.ocpp.v2.ChargingSchedule> schedules = request.chargingSchedule();
        charging.limited(new ExternalLimit(
                caller.station(),
                evse(request.evseId()),
                request.chargingLimit().chargingLimitSource(),
                request.chargingLimit().isGridCritical(),
                request.chargingLimit().isLocalGeneration(),
                schedules == null
                        ? List.of()
                        : schedules.stream().map(V2ChargingInbound::schedule).toList(),
                caller.receivedAt(),
                null));
        return Reply.of(new NotifyChargingLimitResponse(null));
    }

    private Reply<ClearedChargingLimitResponse> cleared(Caller caller, ClearedChargingLimitRequest request) {
        charging.released(caller.station(), evse(request.evseId()), request.chargingLimitSource(), caller.receivedAt());
        return Reply.of(new ClearedChargingLimitResponse(null));
    }

    /** Without an EVSE the station is meant. */
    private static int evse(@Nullable Integer evseId) {
        return evseId == null ? 0 : evseId;
    }

    private static ChargingProfile profile(dev.stationmaster.ocpp.v2.ChargingProfile wire) {
        Purpose purpose = Purpose.of(wire.chargingProfilePurpose());
        String recurrency = wire.recurrencyKind();
        return new ChargingProfile(
                wire.id(),
                wire.stackLevel(),
                purpose == null ? Purpose.EXTERNAL : purpose,
                Kind.valueOf(wire.chargingProfileKind().toUpperCase(Locale.ROOT)),
                recurrency == null ? null : Recurrency.valueOf(recurrency.toUpperCase(Locale.ROOT)),
                wire.validFrom(),
                wire.validTo(),
                wire.transactionId(),
                wire.chargingSchedule().stream()
                        .map(V2ChargingInbound::schedule)
                        .toList());
    }

    static ChargingSchedule schedule(dev.stationmaster.ocpp.v2.ChargingSchedule wire) {
        return new ChargingSchedule(
                wire.id(),
                Unit.valueOf(wire.chargingRateUnit()),
                wire.startSchedule(),
                wire.duration(),
                wire.minChargingRate(),
                periods(wire.chargingSchedulePeriod()));
    }

    static List<Period> periods(List<ChargingSchedulePeriod> wire) {
        return wire.stream()
                .map(period ->
                        new Period(period.startPeriod(), period.limit(), period.numberPhases(), period.phaseToUse()))
                .toList();
    }
}
