package dev.stationmaster.onboarding;

import dev.stationmaster.command.CommandOrder;
import dev.stationmaster.command.CommandService;
import dev.stationmaster.command.CommandView;
import dev.stationmaster.command.StationCommand;
import dev.stationmaster.onboarding.Arrivals.Arrival;
import dev.stationmaster.settings.DeviceSettings;
import dev.stationmaster.settings.DeviceSettings.FullInventory;
import dev.stationmaster.settings.Settings;
import dev.stationmaster.station.BootPolicy;
import dev.stationmaster.station.Station;
import dev.stationmaster.station.StationDirectory;
import dev.stationmaster.station.StationId;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Begins what is to be done with stations that have booted: one thread a station, and only while there is something to do. */
@Component
class Onboarding {
    private static final Logger log = LoggerFactory.getLogger(Onboarding.class);
    private static final Duration INVENTORY_WITHIN = Duration.ofMinutes(30);

    private final Arrivals arrivals;
    private final SetUpService setUps;
    private final SetUpStore store;
    private final CommandService commands;
    private final StationDirectory stations;
    private final Settings settings;
    private final InstantSource clock;
    private final Set<StationId> busy = ConcurrentHashMap.newKeySet();

    Onboarding(
            Arrivals arrivals,
            SetUpService setUps,
            SetUpStore store,
            CommandService commands,
            StationDirectory stations,
            Settings settings,
            InstantSource clock) {
        this.arrivals = arrivals;
        this.setUps = setUps;
        this.store = store;
        this.commands = commands;
        this.stations = stations;
        this.settings = settings;
        this.clock = clock;
    }

    @Scheduled(initialDelay = 250, fixedDelay = 250)
    void look() {
        arrivals.take().forEach((id, arrival) -> stations.find(id).ifPresent(station -> begin(station, arrival)));
    }

    private void begin(Station station, Arrival arrival) {
        if (!wants(station)) return;
        if (!busy.add(station.id())) {
            arrivals.again(station.id(), arrival);
            return;
        }
        Thread.ofVirtual().name("onboarding-" + station.identity()).start(() -> {
            try {
                switch (station.registration()) {
                    case PENDING -> setUps.run(station);
                    case ACCEPTED -> inventory(station, arrival);
                    case NONE, REJECTED -> {}
                }
            } catch (RuntimeException e) {
                log.warn("event=onboarding-failed station={} cause={}", station.identity(), e.toString());
            } finally {
                busy.remove(station.id());
            }
        });
    }

    private boolean wants(Station station) {
        return switch (station.registration()) {
            case PENDING ->
                station.boot() == BootPolicy.PENDING
                        && !setUps.planned(station.id()).isEmpty()
                        && arrivals.isEntered(station.id());
            case ACCEPTED ->
                settings.get(DeviceSettings.FULL_INVENTORY, station.id().key()) == FullInventory.WHEN_NEW;
            case NONE, REJECTED -> false;
        };
    }

    /** At first contact, and when its firmware is another than the one whose variables we have (B07.FR.14). */
    private void inventory(Station station, Arrival arrival) {
        Optional<String> known = store.inventoried(station.id());
        if (known.isPresent() && known.get().equals(arrival.firmware())) return;
        var id = commands.submit(
                station.id(), new StationCommand.GetBaseReport("FullInventory"), CommandOrder.by("server"));
        CommandView view = commands.settled(id, INVENTORY_WITHIN);
        boolean whole = view.state().equals("answered")
                && (view.effect().state().equals("seen")
                        || view.effect().state().equals("none"));
        boolean hopeless = "NotSupported".equals(view.status());
        if (whole || hopeless) store.inventoried(station.id(), arrival.firmware(), clock.instant());
    }
}
