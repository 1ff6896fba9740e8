package dev.stationmaster.command;

import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/** Runs something later, each on its own virtual thread; what is outstanding when the server stops is dropped. */
@Component
class Alarms implements DisposableBean {
    private final ScheduledThreadPoolExecutor wheel = new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("command-alarms").factory());

    Alarms() {
        wheel.setRemoveOnCancelPolicy(true);
    }

    ScheduledFuture<?> after(Duration delay, Runnable what) {
        return wheel.schedule(
                () -> Thread.ofVirtual().name("command-alarm").start(what),
                Math.max(0, delay.toMillis()),
                TimeUnit.MILLISECONDS);
    }

    @Override
    public void destroy() {
        wheel.shutdownNow();
    }
}
