package dev.stationmaster.devicemodel;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Looks every quarter of a minute for reports whose next part never came. */
@Component
class ReportPatience implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(ReportPatience.class);
    private static final int SECONDS = 15;

    private final DeviceModelService devices;
    private volatile boolean running;
    private final ScheduledExecutorService wheel = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("report-patience").factory());

    ReportPatience(DeviceModelService devices) {
        this.devices = devices;
    }

    @Override
    public void start() {
        running = true;
        wheel.scheduleWithFixedDelay(this::look, SECONDS, SECONDS, TimeUnit.SECONDS);
    }

    private void look() {
        try {
            devices.giveUpOnSilent();
        } catch (RuntimeException e) {
            log.warn("event=report-patience-failed reason=\"{}\"", e.getMessage());
        }
    }

    @Override
    public void stop() {
        running = false;
        wheel.shutdownNow();
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
