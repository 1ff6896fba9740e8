package dev.stationmaster.display;

import dev.stationmaster.command.DisplayMessage;
import dev.stationmaster.display.ShownMessage.Status;
import dev.stationmaster.platform.web.ApiProblem;
import dev.stationmaster.platform.web.Page;
import dev.stationmaster.station.Station;
import dev.stationmaster.station.StationDirectory;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The messages of a station: what we want shown, and what it says it holds. */
@RestController
@RequestMapping("/api/v1/stations/{id}/display-messages")
class DisplayResource {
    private static final String ALL = "all";

    private final DisplayService displays;
    private final StationDirectory stations;
    private final InstantSource clock;

    DisplayResource(DisplayService displays, StationDirectory stations, InstantSource clock) {
        this.displays = displays;
        this.stations = stations;
        this.clock = clock;
    }

    /** @param status installed, expired (its time is over), unsure, refused, cleared or gone */
    record MessageView(
            int id,
            String status,
            @Nullable String reason,
            @Nullable DisplayMessage wanted,
            @Nullable DisplayMessage held,
            boolean differs,
            String told,
            @Nullable String actor,
            Instant changedAt,
            @Nullable Instant reportedAt) {}

    /**
     * A station holds few, so there are no pages.
     *
     * @param status {@code all}, or one status; without it what the station holds, or may hold
     */
    @GetMapping
    Page<MessageView> list(@PathVariable String id, @RequestParam(required = false) @Nullable String status) {
        Station station = stations.find(id).orElseThrow(() -> ApiProblem.notFound("station", id));
        Instant now = clock.instant();
        List<MessageView> found = displays.of(station.id()).stream()
                .map(one -> view(one, now))
                .filter(one -> wanted(one, status))
                .toList();
        return new Page<>(found, null);
    }

    private static boolean wanted(MessageView one, @Nullable String status) {
        if (status == null) return one.status.equals("installed") || one.status.equals("unsure");
        return status.equals(ALL) || status.equals(one.status);
    }

    private static MessageView view(ShownMessage one, Instant now) {
        boolean over = one.status() == Status.INSTALLED && one.isOver(now);
        return new MessageView(
                one.id(),
                over ? "expired" : one.status().word(),
                one.reason(),
                one.wanted(),
                one.held(),
                one.differs(),
                one.told(),
                one.actor(),
                one.changedAt(),
                one.reportedAt());
    }
}
