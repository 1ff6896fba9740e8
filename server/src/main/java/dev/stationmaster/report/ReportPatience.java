package dev.stationmaster.report;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Looks every quarter of a minute for reports whose next part never came. */
@Component("partReportPatience")
class ReportPatience implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(ReportPatience.class);
    private static final int SECONDS = 15;

    private final Reports reports;
    private @Nullable ScheduledExecutorService timer;

    ReportPatience(Reports reports) {
        this.reports = reports;
    }

    @Override
    public void start() {
        timer = Executors.newSingleThreadScheduledExecutor(
                Thread.ofVirtual().name("part-report-patience").factory());
        timer.scheduleWithFixedDelay(this::look, SECONDS, SECONDS, TimeUnit.SECONDS);
    }

    private void look() {
        try {
            reports.giveUpOnSilent();
        } catch (RuntimeException e) {
            log.warn("event=part-report-patience-failed cause=\"{}\"", e.toString());
        }
    }

    @Override
    public void stop() {
        if (timer != null) timer.shutdownNow();
        timer = null;
    }

    @Override
    public boolean isRunning() {
        return timer != null;
    }
}
