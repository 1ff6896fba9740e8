package dev.stationmaster.monitoring;

import dev.stationmaster.command.CommandOrder;
import dev.stationmaster.command.CommandService;
import dev.stationmaster.command.StationCommand.GetMonitoringReport;
import dev.stationmaster.settings.DeviceSettings;
import dev.stationmaster.settings.Settings;
import dev.stationmaster.station.BootListener;
import dev.stationmaster.station.BootReport;
import dev.stationmaster.station.Registration;
import dev.stationmaster.station.Station;
import dev.stationmaster.station.StationDirectory;
import dev.stationmaster.station.StationId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Asks a station that booted for its monitors, where we set any: they should survive (N04.FR.17), under other numbers perhaps (N04.FR.19). What
 * is not as it should be becomes a finding when the report is complete.
 */
@Component
class MonitorsAfterBoot implements BootListener {
    static final String ACTOR = "monitors";

    private static final Logger log = LoggerFactory.getLogger(MonitorsAfterBoot.class);
    private static final Duration EXPIRES = Duration.ofMinutes(1);
    /** So that the question does not overtake the answer to the BootNotification. */
    private static final long AFTER_THE_ANSWER_MILLIS = 500;

    private static final Executor LATER = CompletableFuture.delayedExecutor(
            AFTER_THE_ANSWER_MILLIS,
            TimeUnit.MILLISECONDS,
            task -> Thread.ofVirtual().name("monitors-after-boot").start(task));

    private final MonitoringService monitoring;
    private final StationDirectory stations;
    private final Settings settings;
    /** Commands depend on what speaks against them, which is asked of monitors. */
    private final ObjectProvider<CommandService> commands;

    MonitorsAfterBoot(
            MonitoringService monitoring,
            StationDirectory stations,
            Settings settings,
            ObjectProvider<CommandService> commands) {
        this.monitoring = monitoring;
        this.stations = stations;
        this.settings = settings;
        this.commands = commands;
    }

    @Override
    public void booted(StationId station, BootReport report, Instant at) {
        if (!monitoring.mayWant(station)) return;
        LATER.execute(() -> {
            try {
                ask(station);
            } catch (RuntimeException e) {
                log.warn("event=monitors-not-read station={} cause=\"{}\"", station.key(), e.toString());
            }
        });
    }

    /** One that is not accepted yet boots again, and is asked then. */
    private void ask(StationId station) {
        boolean accepted = stations.find(station)
                .map(Station::registration)
                .filter(Registration.ACCEPTED::equals)
                .isPresent();
        boolean wanted =
                settings.get(DeviceSettings.MONITORS_AFTER_BOOT, station.key()) == DeviceSettings.MonitorsAfterBoot.ON;
        if (!wanted || !accepted || !monitoring.wants(station)) return;
        var question = new GetMonitoringReport(List.of(), List.of(), null);
        commands.getObject()
                .submit(station, question, new CommandOrder(ACTOR, null, false, EXPIRES, CommandOrder.TIMEOUT));
    }
}
