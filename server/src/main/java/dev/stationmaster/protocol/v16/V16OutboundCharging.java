package dev.stationmaster.protocol.v16;

import dev.stationmaster.command.ChargingProfile;
import dev.stationmaster.command.ChargingProfile.Kind;
import dev.stationmaster.command.ChargingProfile.Purpose;
import dev.stationmaster.command.ChargingSchedule;
import dev.stationmaster.command.ChargingSchedule.Period;
import dev.stationmaster.command.ChargingSchedule.Unit;
import dev.stationmaster.command.CommandAnswer;
import dev.stationmaster.command.CommandEncoder.Context;
import dev.stationmaster.command.Encoded;
import dev.stationmaster.command.Encoded.Calls;
import dev.stationmaster.command.Encoded.Unsupported;
import dev.stationmaster.command.Expectation;
import dev.stationmaster.command.ReportedSchedule;
import dev.stationmaster.command.StationCommand.ClearChargingProfile;
import dev.stationmaster.command.StationCommand.GetCompositeSchedule;
import dev.stationmaster.command.StationCommand.SetChargingProfile;
import dev.stationmaster.ocpp.Payload;
import dev.stationmaster.ocpp.Policy;
import dev.stationmaster.ocpp.v16.ChargingSchedulePeriod;
import dev.stationmaster.ocpp.v16.ClearChargingProfileRequest;
import dev.stationmaster.ocpp.v16.GetCompositeScheduleRequest;
import dev.stationmaster.ocpp.v16.GetCompositeScheduleResponse;
import dev.stationmaster.ocpp.v16.SetChargingProfileRequest;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Charging profiles in the words of 1.6 (Smart Charging, §3.13, §5.5, §5.7, §5.16). */
final class V16OutboundCharging {
    private static final Duration COMPARED_WITHIN = Duration.ofSeconds(30);

    private V16OutboundCharging() {}

    static Encoded set(SetChargingProfile set, Context context) {
        String unsayable = unsayable(set.profile());
        if (unsayable != null) return new Unsupported(unsayable);
        return each(
                V16Numbering.connectors(context, set.evse(), null),
                connector -> V16OutboundCommands.call(
                        "SetChargingProfile", new SetChargingProfileRequest(connector, wire(set.profile()))));
    }

    /** The profiles of 1.6 belong to connectors: an EVSE of several gets one message each. */
    private static Calls each(List<Integer> connectors, Function<Integer, Encoded.Call> call) {
        return new Calls(connectors.stream().map(call).toList(), new Expectation.None(), "");
    }

    /** Why 1.6 has no words for it; null when it has. */
    static @Nullable String unsayable(ChargingProfile profile) {
        if (profile.schedules().size() != 1) return "a profile of 1.6 has one schedule";
        if (purpose(profile.purpose()) == null)
            return "1.6 knows no purpose " + profile.purpose().word();
        if (profile.kind() == Kind.DYNAMIC) return "1.6 knows no dynamic profiles";
        if (profile.schedule().periods().stream().anyMatch(period -> period.phaseToUse() != null)) {
            return "1.6 cannot choose the phase";
        }
        String transaction = profile.transactionId();
        if (transaction != null && !transaction.matches("-?\\d{1,10}")) {
            return "a transaction of 1.6 has a number, not \"" + transaction + "\"";
        }
        return null;
    }

    private static @Nullable String purpose(Purpose purpose) {
        return switch (purpose) {
            case CHARGING_STATION_MAX -> "ChargePointMaxProfile";
            case TX_DEFAULT, TX -> purpose.word();
            case EXTERNAL, PRIORITY, LOCAL_GENERATION -> null;
        };
    }

    static dev.stationmaster.ocpp.v16.ChargingProfile wire(ChargingProfile profile) {
        Integer id = profile.id();
        String purpose = purpose(profile.purpose());
        String transaction = profile.transactionId();
        ChargingProfile.Recurrency recurrency = profile.recurrency();
        return new dev.stationmaster.ocpp.v16.ChargingProfile(
                id == null ? 1 : id,
                profile.stackLevel(),
                purpose == null ? profile.purpose().word() : purpose,
                profile.kind().word(),
                wire(profile.schedule()),
                transaction == null ? null : Integer.valueOf(transaction),
                recurrency == null ? null : recurrency.word(),
                profile.validFrom(),
                profile.validTo());
    }

    private static dev.stationmaster.ocpp.v16.ChargingSchedule wire(ChargingSchedule schedule) {
        List<ChargingSchedulePeriod> periods = schedule.periods().stream()
                .map(period -> new ChargingSchedulePeriod(period.startSeconds(), limit(period), period.numberPhases()))
                .toList();
        return new dev.stationmaster.ocpp.v16.ChargingSchedule(
                schedule.unit().name(),
                periods,
                schedule.durationSeconds(),
                schedule.start(),
                schedule.minChargingRate());
    }

    private static BigDecimal limit(Period period) {
        BigDecimal limit = period.limit();
        return limit == null ? BigDecimal.ZERO : limit;
    }

    /** Nothing given clears all (errata 3.25). */
    static Encoded clear(ClearChargingProfile clear, Context context) {
        Purpose purpose = clear.purpose();
        String word = purpose == null ? null : purpose(purpose);
        if (purpose != null && word == null) return new Unsupported("1.6 knows no purpose " + purpose.word());
        Integer evse = clear.evse();
        if (evse == null) return new Calls(clear(clear, null, word));
        return each(V16Numbering.connectors(context, evse, null), connector -> clear(clear, connector, word));
    }

    private static Encoded.Call clear(ClearChargingProfile clear, @Nullable Integer connector, @Nullable String word) {
        return V16OutboundCommands.call(
                "ClearChargingProfile",
                new ClearChargingProfileRequest(clear.id(), connector, word, clear.stackLevel()));
    }

    static Encoded composite(GetCompositeSchedule get, Context context) {
        int asked = V16Numbering.connectors(context, get.evse(), null).getFirst();
        Unit unit = get.unit();
        var request = new GetCompositeScheduleRequest(asked, get.durationSeconds(), unit == null ? null : unit.name());
        var call = new Encoded.Call(
                "GetCompositeSchedule",
                V16OutboundCommands.CODEC.encode(request),
                payload -> answer(get, context, payload));
        return new Calls(
                call,
                new Expectation.Told(
                        "composite " + get.evse(), "compared with our own schedule", COMPARED_WITHIN, Set.of()));
    }

    private static CommandAnswer answer(GetCompositeSchedule asked, Context context, Payload payload) {
        CommandAnswer plain = CommandAnswer.read(payload);
        var response = V16OutboundCommands.CODEC
                .decode(GetCompositeScheduleResponse.class, payload, Policy.TOLERANT)
                .orThrow();
        var schedule = response.chargingSchedule();
        if (schedule == null) return plain;
        Integer connector = response.connectorId();
        return plain.telling(new ReportedSchedule(
                connector == null
                        ? asked.evse()
                        : context.connectors().place(connector).evse(),
                response.scheduleStart() == null ? schedule.startSchedule() : response.scheduleStart(),
                schedule.duration(),
                Unit.valueOf(schedule.chargingRateUnit()),
                schedule.chargingSchedulePeriod().stream()
                        .map(period -> new Period(period.startPeriod(), period.limit(), period.numberPhases(), null))
                        .toList()));
    }
}
