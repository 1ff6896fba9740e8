package dev.stationmaster.protocol.v2;

import static dev.stationmaster.protocol.Binding.binding;

import dev.stationmaster.charging.EvNeeds;
import dev.stationmaster.charging.NeedsService;
import dev.stationmaster.ocpp.Version;
import dev.stationmaster.ocpp.v2.ACChargingParameters;
import dev.stationmaster.ocpp.v2.ChargingNeeds;
import dev.stationmaster.ocpp.v2.DCChargingParameters;
import dev.stationmaster.ocpp.v2.NotifyEVChargingNeedsRequest;
import dev.stationmaster.ocpp.v2.NotifyEVChargingNeedsResponse;
import dev.stationmaster.ocpp.v2.NotifyEVChargingScheduleRequest;
import dev.stationmaster.ocpp.v2.NotifyEVChargingScheduleResponse;
import dev.stationmaster.ocpp.v2.StatusInfo;
import dev.stationmaster.ocpp.v2.V2XChargingParameters;
import dev.stationmaster.protocol.Binding;
import dev.stationmaster.protocol.Caller;
import dev.stationmaster.protocol.InboundBlock;
import dev.stationmaster.protocol.Reply;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What cars tell through 2.x stations by ISO 15118 (K15 to K17). */
@Component
final class V2NeedsInbound implements InboundBlock {
    private static final int LONGEST_INFO = 512;

    private final NeedsService needs;

    V2NeedsInbound(NeedsService needs) {
        this.needs = needs;
    }

    @Override
    public Set<Version> versions() {
        return Set.of(Version.V201, Version.V21);
    }

    @Override
    public List<Binding<?, ?>> bindings() {
        return List.of(
                binding("NotifyEVChargingNeeds", NotifyEVChargingNeedsRequest.class, this::needs),
                binding("NotifyEVChargingSchedule", NotifyEVChargingScheduleRequest.class, this::schedule));
    }

    /** When no schedule will come, 2.1 has a word for it (K18.FR.04); in 2.0.1 it is Rejected (K15.FR.04). */
    private Reply<NotifyEVChargingNeedsResponse> needs(Caller caller, NotifyEVChargingNeedsRequest request) {
        EvNeeds.Answer answer = needs.needs(
                caller.station(),
                request.evseId(),
                read(request.chargingNeeds(), request.maxScheduleTuples()),
                caller.receivedAt());
        String status =
                switch (answer) {
                    case ACCEPTED -> "Accepted";
                    case PROCESSING -> "Processing";
                    case NONE -> caller.version() == Version.V21 ? "NoChargingProfile" : "Rejected";
                };
        return Reply.of(new NotifyEVChargingNeedsResponse(status, null, null));
    }

    /** A car that wants to be told its power from moment to moment (K19) gets no schedule: nothing to plan with is left. */
    private static EvNeeds read(ChargingNeeds told, @Nullable Integer tuples) {
        String transfer = told.requestedEnergyTransfer();
        boolean dynamic = "DynamicControl".equals(told.controlMode());
        ACChargingParameters ac = dynamic ? null : told.acChargingParameters();
        DCChargingParameters dc = dynamic ? null : told.dcChargingParameters();
        V2XChargingParameters v2x = dynamic ? null : told.v2xChargingParameters();
        boolean direct = transfer.startsWith("DC");
        if (direct && dc != null) {
            return new EvNeeds(
                    true,
                    1,
                    dc.energyAmount(),
                    told.departureTime(),
                    null,
                    dc.evMaxCurrent(),
                    dc.evMaxVoltage(),
                    dc.evMaxPower(),
                    tuples,
                    dc.stateOfCharge());
        }
        if (!direct && ac != null) {
            return new EvNeeds(
                    false,
                    phases(transfer),
                    ac.energyAmount(),
                    told.departureTime(),
                    ac.evMinCurrent(),
                    ac.evMaxCurrent(),
                    ac.evMaxVoltage(),
                    null,
                    tuples,
                    null);
        }
        BigDecimal current = v2x == null ? null : v2x.maxChargeCurrent();
        BigDecimal power = v2x == null ? null : v2x.maxChargePower();
        return new EvNeeds(
                direct,
                phases(transfer),
                v2x == null ? null : v2x.evTargetEnergyRequest(),
                told.departureTime(),
                v2x == null ? null : v2x.minChargeCurrent(),
                current,
                v2x == null ? null : v2x.maxVoltage(),
                power,
                tuples,
                null);
    }

    private static int phases(String transfer) {
        return switch (transfer) {
            case "AC_single_phase" -> 1;
            case "AC_two_phase" -> 2;
            default -> 3;
        };
    }

    /** K15.FR.11, K15.FR.12. */
    private Reply<NotifyEVChargingScheduleResponse> schedule(Caller caller, NotifyEVChargingScheduleRequest request) {
        Optional<String> reason = needs.schedule(
                caller.station(),
                request.evseId(),
                request.timeBase(),
                V2ChargingInbound.schedule(request.chargingSchedule()),
                caller.receivedAt());
        return Reply.of(new NotifyEVChargingScheduleResponse(
                reason.isPresent() ? "Rejected" : "Accepted",
                reason.map(why -> new StatusInfo(
                                "LimitExceeded", why.substring(0, Math.min(why.length(), LONGEST_INFO)), null))
                        .orElse(null),
                null));
    }
}
