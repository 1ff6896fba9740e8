package dev.stationmaster.reservation;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.stationmaster.command.CommandOutlook;
import dev.stationmaster.ocpp.Version;
import dev.stationmaster.platform.web.ApiProblem;
import dev.stationmaster.station.Station;
import dev.stationmaster.station.StationChoice;
import dev.stationmaster.station.StationChoice.Chosen;
import dev.stationmaster.station.StationDirectory;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Whether a reservation could be asked for now. Nothing is stored and nothing is sent. */
@RestController
class ReservationCheckResource {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String SOMEBODY = "SOMEBODY";

    private final StationDirectory stations;
    private final StationChoice choice;
    private final CommandOutlook outlook;

    ReservationCheckResource(StationDirectory stations, StationChoice choice, CommandOutlook outlook) {
        this.stations = stations;
        this.choice = choice;
        this.outlook = outlook;
    }

    /** @param reason what speaks against it, in words; null when nothing does that can be known before */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ReservationCheck(boolean possible, @Nullable String reason) {}

    /**
     * What would be answered to {@code POST /stations/{id}/reservations} with these fields, as far as it is known without asking the station.
     *
     * @param evse any when absent
     * @param idToken for whom; somebody when absent
     */
    @GetMapping("/api/v1/stations/{id}/reservation-check")
    ReservationCheck check(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable Integer evse,
            @RequestParam(required = false) @Nullable String connectorType,
            @RequestParam(required = false) @Nullable String idToken,
            @RequestParam Instant expiryDateTime) {
        Station station = stations.find(id).orElseThrow(() -> ApiProblem.notFound("station", id));
        Chosen chosen = choice.these(List.of(station.id())).getFirst();
        Version version = chosen.version();
        if (version == null) return no("the station has never connected");
        ObjectNode fields = JSON.createObjectNode();
        fields.put("type", "ReserveNow");
        fields.put("idToken", idToken == null || idToken.isBlank() ? SOMEBODY : idToken.strip());
        fields.put("expiryDateTime", expiryDateTime.toString());
        if (evse != null) fields.put("evse", evse);
        if (connectorType != null) fields.put("connectorType", connectorType);
        var objection = outlook.against(station.id(), version, fields);
        if (objection.isPresent()) return no(objection.get().reason());
        return chosen.connected() ? new ReservationCheck(true, null) : no("the station is not connected");
    }

    private static ReservationCheck no(String reason) {
        return new ReservationCheck(false, reason);
    }
}
