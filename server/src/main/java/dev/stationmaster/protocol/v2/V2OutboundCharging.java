package dev.stationmaster.protocol.v2;

import dev.stationmaster.command.ChargingProfile;
import dev.stationmaster.command.ChargingProfile.Purpose;
import dev.stationmaster.command.ChargingSchedule.Unit;
import dev.stationmaster.command.CommandAnswer;
import dev.stationmaster.command.CommandEncoder.Context;
import dev.stationmaster.command.Encoded;
import dev.stationmaster.command.Encoded.Calls;
import dev.stationmaster.command.Expectation;
import dev.stationmaster.command.ProfilesAsked;
import dev.stationmaster.command.ReportedSchedule;
import dev.stationmaster.command.StationCommand.ClearChargingProfile;
import dev.stationmaster.command.StationCommand.GetChargingProfiles;
import dev.stationmaster.command.StationCommand.GetCompositeSchedule;
import dev.stationmaster.command.StationCommand.SetChargingProfile;
import dev.stationmaster.ocpp.Codec;
import dev.stationmaster.ocpp.Payload;
import dev.stationmaster.ocpp.Policy;
import dev.stationmaster.ocpp.v2.ChargingProfileCriterion;
import dev.stationmaster.ocpp.v2.ChargingSchedulePeriod;
import dev.stationmaster.ocpp.v2.ClearChargingProfileRequest;
import dev.stationmaster.ocpp.v2.GetChargingProfilesRequest;
import dev.stationmaster.ocpp.v2.GetCompositeScheduleRequest;
import dev.stationmaster.ocpp.v2.GetCompositeScheduleResponse;
import dev.stationmaster.ocpp.v2.SetChargingProfileRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Charging profiles in the words of 2.x (K01, K08, K09, K10). */
final class V2OutboundCharging {
    private static final Duration COMPARED_WITHIN = Duration.ofSeconds(30);
    private static final Duration REPORTED_WITHIN = Duration.ofSeconds(60);

    private V2OutboundCharging() {}

    static Encoded set(SetChargingProfile set, Codec codec) {
        var request = new SetChargingProfileRequest(set.evse(), wire(set.profile()), null);
        return new Calls(V2OutboundCommands.call(codec, "SetChargingProfile", request));
    }

    static dev.stationmaster.ocpp.v2.ChargingProfile wire(ChargingProfile profile) {
        Integer id = profile.id();
        ChargingProfile.Recurrency recurrency = profile.recurrency();
        List<dev.stationmaster.ocpp.v2.ChargingSchedule> schedules = new ArrayList<>();
        for (var schedule : profile.schedules()) schedules.add(wire(schedule, schedules.size() + 1));
        return dev.stationmaster.ocpp.v2.ChargingProfile.builder()
                .id(id == null ? 1 : id)
                .stackLevel(profile.stackLevel())
                .chargingProfilePurpose(profile.purpose().word())
                .chargingProfileKind(profile.kind().word())
                .chargingSchedule(schedules)
                .recurrencyKind(recurrency == null ? null : recurrency.word())
                .validFrom(profile.validFrom())
                .validTo(profile.validTo())
                .transactionId(profile.transactionId())
                .build();
    }

    private static dev.stationmaster.ocpp.v2.ChargingSchedule wire(
            dev.stationmaster.command.ChargingSchedule schedule, int number) {
        Integer id = schedule.id();
        return dev.stationmaster.ocpp.v2.ChargingSchedule.builder()
                .id(id == null ? number : id)
                .chargingRateUnit(schedule.unit().name())
                .startSchedule(schedule.start())
                .duration(schedule.durationSeconds())
                .minChargingRate(schedule.minChargingRate())
                .chargingSchedulePeriod(schedule.periods().stream()
                        .map(period -> ChargingSchedulePeriod.builder()
                                .startPeriod(period.startSeconds())
                                .limit(period.limit())
                                .numberPhases(period.numberPhases())
                                .phaseToUse(period.phaseToUse())
                                .build())
                        .toList())
                .build();
    }

    static Encoded clear(ClearChargingProfile clear, Codec codec) {
        Purpose purpose = clear.purpose();
        boolean criteria = clear.evse() != null || purpose != null || clear.stackLevel() != null;
        var request = new ClearChargingProfileRequest(
                clear.id(),
                criteria
                        ? new dev.stationmaster.ocpp.v2.ClearChargingProfile(
                                clear.evse(), purpose == null ? null : purpose.word(), clear.stackLevel(), null)
                        : null,
                null);
        return new Calls(V2OutboundCommands.call(codec, "ClearChargingProfile", request));
    }

    static Encoded composite(GetCompositeSchedule get, Codec codec) {
        var request = new GetCompositeScheduleRequest(get.durationSeconds(), get.evse(), word(get.unit()), null);
        var call =
                new Encoded.Call("GetCompositeSchedule", codec.encode(request), payload -> answer(get, codec, payload));
        return new Calls(
                call,
                new Expectation.Told(
                        "composite " + get.evse(), "compared with our own schedule", COMPARED_WITHIN, Set.of()));
    }

    private static @Nullable String word(@Nullable Unit unit) {
        return unit == null ? null : unit.name();
    }

    private static CommandAnswer answer(GetCompositeSchedule asked, Codec codec, Payload payload) {
        CommandAnswer plain = CommandAnswer.read(payload);
        var schedule = codec.decode(GetCompositeScheduleResponse.class, payload, Policy.TOLERANT)
                .orThrow()
                .schedule();
        if (schedule == null) return plain;
        return plain.telling(new ReportedSchedule(
                asked.evse(),
                schedule.scheduleStart(),
                schedule.duration(),
                Unit.valueOf(schedule.chargingRateUnit()),
                V2ChargingInbound.periods(schedule.chargingSchedulePeriod())));
    }

    static Encoded profiles(GetChargingProfiles get, Codec codec, Context context) {
        int requestId = context.nextRequestId();
        Purpose purpose = get.purpose();
        var criterion = new ChargingProfileCriterion(
                purpose == null ? null : purpose.word(),
                get.stackLevel(),
                get.ids().isEmpty() ? null : get.ids(),
                get.sources().isEmpty() ? null : get.sources(),
                null);
        var request = new GetChargingProfilesRequest(requestId, criterion, get.evse(), null);
        var call = new Encoded.Call(
                "GetChargingProfiles",
                codec.encode(request),
                payload -> CommandAnswer.read(payload).telling(new ProfilesAsked(requestId)));
        return new Calls(
                call,
                new Expectation.Told(
                        "profiles " + requestId,
                        "profiles reported under number " + requestId,
                        REPORTED_WITHIN,
                        Set.of("ReportChargingProfiles")));
    }
}
