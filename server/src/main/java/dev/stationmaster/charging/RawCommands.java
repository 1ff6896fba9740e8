package dev.stationmaster.charging;

import dev.stationmaster.command.ChargingProfile;
import dev.stationmaster.command.ChargingProfile.Purpose;
import dev.stationmaster.command.ChargingProfileJson;
import dev.stationmaster.command.StationCommand;
import dev.stationmaster.command.StationCommand.Call;
import dev.stationmaster.command.StationCommand.ClearChargingProfile;
import dev.stationmaster.command.StationCommand.SetChargingProfile;
import dev.stationmaster.settings.ConnectorMap;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What went through the raw door changes a station's profiles like any other command. */
final class RawCommands {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private RawCommands() {}

    /** The command that the CALL stands for; the CALL itself when it is about something else, or cannot be read. */
    static StationCommand meant(Call raw, ConnectorMap connectors) {
        boolean sets = raw.action().equals("SetChargingProfile");
        if (!sets && !raw.action().equals("ClearChargingProfile")) return raw;
        try {
            JsonNode payload = JSON.readTree(raw.payload());
            return sets ? set(payload, raw, connectors) : clear(payload, connectors);
        } catch (JacksonException | IllegalArgumentException e) {
            return raw;
        }
    }

    private static StationCommand set(JsonNode payload, Call raw, ConnectorMap connectors) {
        JsonNode json =
                payload.has("chargingProfile") ? payload.get("chargingProfile") : payload.get("csChargingProfiles");
        Integer evse = evse(payload, connectors);
        if (json == null || evse == null) return raw;
        // Fields that we do not know are the operator's own affair here.
        ChargingProfile profile = ChargingProfileJson.read(json, "", new ArrayList<>());
        return profile.id() == null || profile.schedules().isEmpty() ? raw : new SetChargingProfile(evse, profile);
    }

    private static StationCommand clear(JsonNode payload, ConnectorMap connectors) {
        JsonNode criteria = payload.path("chargingProfileCriteria");
        JsonNode source = criteria.isObject() ? criteria : payload;
        String purpose = source.path("chargingProfilePurpose").asString("");
        return new ClearChargingProfile(
                number(payload, "chargingProfileId", "id"),
                evse(source, connectors),
                purpose.isEmpty() ? null : Purpose.of(purpose),
                number(source, "stackLevel", "stackLevel"));
    }

    private static @Nullable Integer evse(JsonNode source, ConnectorMap connectors) {
        Integer connector = source.has("evseId") ? null : number(source, "connectorId", "connectorId");
        return connector == null
                ? number(source, "evseId", "evseId")
                : (Integer) connectors.place(connector).evse();
    }

    private static @Nullable Integer number(JsonNode source, String name, String otherName) {
        JsonNode value = source.has(name) ? source.get(name) : source.get(otherName);
        return value != null && value.canConvertToInt() ? value.intValue() : null;
    }
}
