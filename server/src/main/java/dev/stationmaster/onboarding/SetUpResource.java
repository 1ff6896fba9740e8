package dev.stationmaster.onboarding;

import dev.stationmaster.station.Station;
import dev.stationmaster.station.StationService;
import java.security.Principal;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** A station's set-up phase: what came of each step, and the word that ends it. */
@RestController
@RequestMapping("/api/v1/stations/{id}/set-up")
class SetUpResource {
    private final StationService stations;
    private final SetUpService setUps;

    SetUpResource(StationService stations, SetUpService setUps) {
        this.stations = stations;
        this.setUps = setUps;
    }

    /**
     * @param state none, running, done or released
     * @param steps of the last phase; while there was none, what would be done
     */
    record SetUpView(
            String state,
            @Nullable Instant beganAt,
            @Nullable Instant endedAt,
            @Nullable String releasedBy,
            List<SetUpStep> steps) {}

    @GetMapping
    SetUpView get(@PathVariable String id) {
        Station station = stations.get(id);
        return setUps.find(station.id())
                .map(run -> new SetUpView(
                        run.state().name().toLowerCase(Locale.ROOT),
                        run.beganAt(),
                        run.endedAt(),
                        run.releasedBy(),
                        run.steps()))
                .orElseGet(() -> new SetUpView("none", null, null, null, setUps.planned(station.id())));
    }

    /** The next BootNotification is accepted; a Pending station is asked for it at once. */
    @PostMapping("/release")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void release(@PathVariable String id, Principal operator) {
        setUps.release(id, operator.getName());
    }
}
