package dev.stationmaster.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class TurnstileTest {
    @Test
    void neverMoreThanItsPlacesAreAtWorkAndEveryoneGetsThrough() throws InterruptedException {
        var turnstile = new Turnstile(3);
        var inside = new AtomicInteger();
        var most = new AtomicInteger();
        var full = new CountDownLatch(3);
        var through = new CountDownLatch(200);
        var go = new Semaphore(0);
        for (int i = 0; i < 200; i++)
            turnstile.pass(Runnable::run, () -> {
                most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                full.countDown();
                go.acquireUninterruptibly();
                inside.decrementAndGet();
                through.countDown();
            });
        assertThat(full.await(30, TimeUnit.SECONDS)).isTrue();
        go.release(200);
        assertThat(through.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(most.get()).isEqualTo(3);
    }

    @Test
    void whoWaitsComesInHisTurn() throws InterruptedException {
        var turnstile = new Turnstile(1);
        List<Integer> order = new CopyOnWriteArrayList<>();
        var through = new CountDownLatch(20);
        var go = new CountDownLatch(1);
        for (int i = 0; i < 20; i++) {
            int number = i;
            turnstile.pass(Runnable::run, () -> {
                await(go);
                order.add(number);
                through.countDown();
            });
        }
        go.countDown();
        assertThat(through.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(order).isSorted().hasSize(20);
    }

    @Test
    void workWhoseLoopHasEndedIsLeftAndTheNextIsDone() throws InterruptedException {
        var turnstile = new Turnstile(1);
        var through = new CountDownLatch(1);
        turnstile.pass(
                _ -> {
                    throw new RejectedExecutionException("ended");
                },
                () -> {});
        turnstile.pass(Runnable::run, through::countDown);
        assertThat(through.await(30, TimeUnit.SECONDS)).isTrue();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
