package dev.stationmaster.changefeed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stationmaster.app.TestServer;
import dev.stationmaster.ledger.Ledger;
import dev.stationmaster.platform.postgres.TestPostgres;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class ChangeFeedIT {
    private static Change change(String key) {
        return new Change("setting", key, null, Map.of("value", key), "test", Instant.now());
    }

    private static List<ChangeEvent> all(ChangeFeed feed, long after) {
        var found = new ArrayList<ChangeEvent>();
        for (long last = after; ; last = found.getLast().id()) {
            var slice = feed.after(last, 100);
            assertThat(slice.tooOld()).isFalse();
            if (slice.events().isEmpty()) return found;
            found.addAll(slice.events());
        }
    }

    /** A change is announced a moment after its commit returned. */
    private static void await(ChangeFeed feed, String key) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (System.nanoTime() < deadline) {
            if (feed.after(feed.head() - 1, 10).events().stream()
                    .anyMatch(event -> event.key().equals(key))) return;
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
        throw new AssertionError("not announced: " + key);
    }

    @Test
    void aReaderSeesEveryChangeOnceInOrderWhileManyAreCommitted() throws InterruptedException {
        try (var server = TestServer.start()) {
            var ledger = server.bean(Ledger.class);
            var feed = server.bean(ChangeFeed.class);
            long start = feed.head();
            int writers = 8;
            int each = 1000; // more than memory keeps
            var done = new CountDownLatch(writers);
            for (int w = 0; w < writers; w++) {
                int writer = w;
                Thread.startVirtualThread(() -> {
                    for (int i = 0; i < each; i++) {
                        if (i % 10 == 9) ledger.commit(List.of(change(writer + "/" + i)));
                        else ledger.append(change(writer + "/" + i));
                    }
                    done.countDown();
                });
            }
            var live = new ArrayList<ChangeEvent>();
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
            long last = start;
            while (live.size() < writers * each && System.nanoTime() < deadline) {
                for (ChangeEvent event : feed.after(last, 50).events()) {
                    assertThat(event.id()).isGreaterThan(last);
                    last = event.id();
                    live.add(event);
                }
            }
            assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
            var keys = new HashSet<String>();
            live.forEach(event -> keys.add(event.key()));
            assertThat(live).hasSize(writers * each);
            assertThat(keys).hasSize(writers * each);
            assertThat(all(feed, start).stream().map(ChangeEvent::id).toList())
                    .isEqualTo(live.stream().map(ChangeEvent::id).toList());
        }
    }

    @Test
    void afterARestartTheTableGoesOnWhereMemoryEnded() {
        var database = TestPostgres.freshDatabase();
        var folder = Map.of("stationmaster.data", TestPostgres.temporaryFolder().toString());
        long before;
        try (var server = TestServer.start("", database, folder)) {
            before = server.bean(ChangeFeed.class).head();
            server.bean(Ledger.class).commit(List.of(change("a"), change("b")));
        }
        try (var server = TestServer.start("", database, folder)) {
            var feed = server.bean(ChangeFeed.class);
            server.bean(Ledger.class).commit(List.of(change("c")));
            await(feed, "c");
            assertThat(all(feed, before).stream().map(ChangeEvent::key).toList())
                    .containsSubsequence("a", "b", "c");
            assertThat(all(feed, before).getLast().body()).isEqualTo("{\"value\":\"c\"}");
        }
    }

    @Test
    void whoComesTooLateIsToldSo() {
        try (var server = TestServer.start()) {
            var feed = server.bean(ChangeFeed.class);
            server.bean(Ledger.class).commit(List.of(change("a")));
            await(feed, "a");
            assertThat(feed.after(feed.head() + 1000, 10).tooOld()).isTrue();
            assertThat(feed.after(feed.head(), 10)).isEqualTo(new ChangeFeed.Slice(List.of(), false));
            server.bean(JdbcClient.class).sql("truncate change_event").update();
            assertThat(feed.after(-1, 10).tooOld()).isTrue();
        }
    }
}
