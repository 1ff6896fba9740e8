package dev.stationmaster.charging;

import dev.stationmaster.command.ChargingProfile;
import dev.stationmaster.command.ChargingProfileJson;
import dev.stationmaster.command.ChargingSchedule;
import dev.stationmaster.platform.web.ApiProblem;
import dev.stationmaster.platform.web.Page;
import dev.stationmaster.station.StationDirectory;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** What cars told of their needs by ISO 15118, and what they got. */
@RestController
class NeedsResource {
    private final StationDirectory stations;
    private final NeedsStore needs;

    NeedsResource(StationDirectory stations, NeedsStore needs) {
        this.stations = stations;
        this.needs = needs;
    }

    /**
     * @param answer accepted, processing or none
     * @param profile the last that the server sent by itself
     * @param outcome the station's word on it, or why there is none
     * @param corrected whether the car exceeded it and got it again
     * @param schedule how the car means to charge, from {@code scheduleFrom}
     * @param verdict accepted or rejected
     */
    record View(
            int evse,
            @Nullable String transactionId,
            EvNeeds needs,
            String answer,
            Instant receivedAt,
            @Nullable Map<String, Object> profile,
            @Nullable Instant sentAt,
            @Nullable String outcome,
            boolean corrected,
            @Nullable Map<String, Object> schedule,
            @Nullable Instant scheduleFrom,
            @Nullable Instant scheduleAt,
            @Nullable String verdict,
            @Nullable String verdictReason) {
        static View of(NeedsRow row) {
            ChargingProfile profile = row.profile();
            ChargingSchedule schedule = row.schedule();
            return new View(
                    row.evse(),
                    row.transaction(),
                    row.needs(),
                    row.answer(),
                    row.receivedAt(),
                    profile == null ? null : ChargingProfileJson.view(profile),
                    row.sentAt(),
                    row.outcome(),
                    row.corrected(),
                    schedule == null ? null : ChargingProfileJson.view(schedule),
                    row.scheduleFrom(),
                    row.scheduleAt(),
                    row.verdict(),
                    row.verdictReason());
        }
    }

    /** The last needs of each EVSE. */
    @GetMapping("/api/v1/stations/{id}/charging-needs")
    Page<View> of(@PathVariable String id) {
        var station = stations.find(id)
                .orElseThrow(() -> ApiProblem.notFound("station", id))
                .id();
        return new Page<>(needs.of(station).stream().map(View::of).toList(), null);
    }
}
