package dev.stationmaster.link;

import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** A few threads of the system for work that comes in storms and does not wait for anything; in quiet times there is none of them. */
final class IdleThreads {
    private static final long KEPT_SECONDS = 10;

    private IdleThreads() {}

    /** The work is done in its order, by so many threads at most. */
    static Executor named(String name, int most) {
        var threads = new ThreadPoolExecutor(
                most,
                most,
                KEPT_SECONDS,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                Thread.ofPlatform().name(name).daemon().factory());
        threads.allowCoreThreadTimeOut(true);
        return threads;
    }
}
