package dev.stationmaster.command;

import dev.stationmaster.command.ChargingProfile.Kind;
import dev.stationmaster.command.ChargingProfile.Purpose;
import dev.stationmaster.command.ChargingSchedule.Unit;
import dev.stationmaster.station.StationId;
import dev.stationmaster.transaction.Transaction;
import dev.stationmaster.transaction.TransactionService;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The typed commands about charging profiles, as the API takes them. */
@Component
class ChargingBody {
    /** What is read after something was found wrong; never sent. */
    private static final ChargingProfile NOTHING =
            new ChargingProfile(0, 0, Purpose.TX_DEFAULT, Kind.RELATIVE, null, null, null, null, List.of());

    private final ChargingProfiles profiles;
    private final TransactionService transactions;

    ChargingBody(ChargingProfiles profiles, TransactionService transactions) {
        this.profiles = profiles;
        this.transactions = transactions;
    }

    /** @param transactionId the station's id of the transaction that the body names; empty when it names none */
    StationCommand read(String type, StationId station, FieldReader fields, String transactionId) {
        Integer evse = fields.number("evse", 0);
        if (evse == null) evse = fields.number("connector", 0);
        return switch (type) {
            case "SetChargingProfile" -> set(station, fields, evse, transactionId);
            case "ClearChargingProfile" ->
                new StationCommand.ClearChargingProfile(
                        fields.number("id", Integer.MIN_VALUE), evse, purpose(fields), fields.number("stackLevel", 0));
            case "GetCompositeSchedule" ->
                new StationCommand.GetCompositeSchedule(
                        needed(fields, evse, "evse"),
                        needed(fields, fields.number("duration", 1), "duration"),
                        unit(fields));
            case "GetChargingProfiles" ->
                new StationCommand.GetChargingProfiles(
                        evse,
                        fields.numbers("ids"),
                        purpose(fields),
                        fields.number("stackLevel", 0),
                        fields.texts("sources", 20));
            default -> throw new IllegalStateException(type);
        };
    }

    private static int needed(FieldReader fields, @Nullable Integer value, String field) {
        if (value == null && !fields.has(field)) fields.wrong(field, "required", field + " is needed.");
        return value == null ? 0 : value;
    }

    private static @Nullable Purpose purpose(FieldReader fields) {
        return fields.has("purpose") ? Purpose.of(fields.word("purpose", ChargingProfileJson.PURPOSES)) : null;
    }

    private static @Nullable Unit unit(FieldReader fields) {
        return fields.has("unit") ? Unit.valueOf(fields.word("unit", ChargingProfileJson.UNITS)) : null;
    }

    private StationCommand set(StationId station, FieldReader fields, @Nullable Integer evse, String transactionId) {
        int place = needed(fields, evse, "evse");
        ChargingProfile profile = profile(fields);
        if (profile.purpose() == Purpose.TX && profile.transactionId() == null) {
            String running = transactionId.isEmpty() ? running(station, place) : transactionId;
            profile = profile.forTransaction(running);
        }
        return new StationCommand.SetChargingProfile(place, numbered(station, fields, place, profile));
    }

    private @Nullable String running(StationId station, int evse) {
        return transactions.openOn(station).stream()
                .filter(open -> Integer.valueOf(evse).equals(open.evse()))
                .map(Transaction::wireId)
                .reduce((_, last) -> last)
                .orElse(null);
    }

    /** The profile of a remote start; null when it carries none. */
    @Nullable
    ChargingProfile ofRemoteStart(StationId station, FieldReader fields, @Nullable Integer evse, boolean force) {
        if (!fields.has("chargingProfile")) return null;
        ChargingProfile profile = profile(fields);
        if (!force && profile.purpose() != Purpose.TX) {
            fields.wrong(
                    "chargingProfile.chargingProfilePurpose",
                    "TxProfile",
                    "A remote start takes a TxProfile (F01.FR.09; K05.FR.02).");
        }
        if (!force && profile.transactionId() != null) {
            fields.wrong(
                    "chargingProfile.transactionId",
                    "absent",
                    "There is no transaction yet (F01.FR.11; 1.6 errata 3.41).");
        }
        return numbered(station, fields, evse == null ? 0 : evse, profile);
    }

    /** The profile itself, or the id or name of one that is stored. */
    private ChargingProfile profile(FieldReader fields) {
        if (fields.isObject("chargingProfile")) return ChargingProfileJson.read(fields.object("chargingProfile"));
        String stored = fields.needed("chargingProfile", 100);
        if (stored.isEmpty()) return NOTHING;
        Optional<ChargingProfile> found = profiles.stored(stored);
        if (found.isEmpty()) {
            fields.wrong("chargingProfile", "known", "There is no stored charging profile \"" + stored + "\".");
        }
        return found.orElse(NOTHING);
    }

    private ChargingProfile numbered(StationId station, FieldReader fields, int evse, ChargingProfile profile) {
        if (profile.id() != null || !fields.problems().isEmpty()) return profile;
        return profile.withId(profiles.idFor(station, evse, profile));
    }
}
