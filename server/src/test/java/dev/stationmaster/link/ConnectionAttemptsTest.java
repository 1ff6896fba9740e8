package dev.stationmaster.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ConnectionAttemptsTest {
    private final FakeLedger ledger = new FakeLedger();
    private Instant now = Instant.parse("2026-03-01T08:00:00Z");
    private final InstantSource clock = () -> now;
    private final ConnectionAttempts attempts = new ConnectionAttempts(ledger, clock);

    private void refuse(String identity) {
        attempts.refused(identity, "10.0.0.1", "unknown-station", "no such station", List.of("ocpp1.6"));
        now = now.plusMillis(1);
    }

    @Test
    void theSameRefusalIsOneEntryWithACount() {
        refuse("A");
        refuse("B");
        refuse("A");
        assertThat(attempts.newest()).extracting(ConnectionAttempt::identity).containsExactly("A", "B");
        assertThat(attempts.newest().getFirst().count()).isEqualTo(2);
        attempts.write();
        attempts.write();
        assertThat(ledger.of(ConnectionAttempt.class)).hasSize(2);
    }

    @Test
    void tenThousandAreRemembered() {
        for (int i = 0; i < 10_500; i++) refuse("CP-" + i);
        assertThat(attempts.newest()).hasSize(10_000);
        assertThat(attempts.newest().getLast().identity()).isEqualTo("CP-500");
        attempts.write();
        assertThat(ledger.of(ConnectionAttempt.class)).hasSize(10_000);
    }

    @Test
    void textOfStrangersCannotForgeLogLinesOrBreakTheDatabase() {
        refuse("a\nevent=forged \"x\" \0" + "y".repeat(500) + "\uD800");
        assertThat(attempts.newest().getFirst().identity()).hasSize(100).doesNotContain("\n", "\"", "\0");
    }

    @Test
    void pagesShowEachEntryOnce() {
        for (int i = 0; i < 120; i++) refuse("CP-" + i);
        var seen = new HashSet<String>();
        @Nullable String after = null;
        int pages = 0;
        do {
            var page = ConnectionAttemptResource.page(attempts, 50, after, _ -> true);
            page.items().forEach(one -> assertThat(seen.add(one.identity())).isTrue());
            after = page.next();
            pages++;
        } while (after != null);
        assertThat(seen).hasSize(120);
        assertThat(pages).isEqualTo(3);
    }
}
