package dev.stationmaster.platform;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does what a watcher heard, one thing after the other, apart from those who tell it. What fails is logged, and the next is done all the same. */
public final class OwnThread {
    private static final Logger log = LoggerFactory.getLogger(OwnThread.class);

    private final String name;
    private volatile @Nullable ExecutorService thread;

    /** @param name of the thread, and in the log */
    public OwnThread(String name) {
        this.name = name;
    }

    public void start() {
        thread = Executors.newSingleThreadExecutor(Thread.ofVirtual().name(name).factory());
    }

    /** What still waits is left. */
    public void stop() {
        ExecutorService running = thread;
        if (running != null) running.shutdownNow();
        thread = null;
    }

    public boolean isRunning() {
        return thread != null;
    }

    /** Returns at once. Does nothing before the start and after the stop. */
    public void execute(Runnable work) {
        ExecutorService running = thread;
        if (running == null) return;
        try {
            running.execute(() -> safely(work));
        } catch (RejectedExecutionException e) {
            log.debug("event=watch-stopped of={}", name);
        }
    }

    private void safely(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            log.warn("event=watch-failed of={} cause=\"{}\"", name, e.toString());
        }
    }
}
