package dev.stationmaster.link;

import dev.stationmaster.ledger.Fact;
import java.time.Instant;
import java.util.List;

/**
 * A connection that was refused, and how often. Perhaps a station waiting to be adopted.
 *
 * @param identity as sent, printable and cut to 100 characters
 * @param reason a stable code, for example unknown-station or wrong-credentials
 * @param detail in words; never holds what was presented as a secret
 * @param subprotocols offered the last time
 * @param count how often since {@code firstSeenAt}
 */
public record ConnectionAttempt(
        String identity,
        String remoteAddress,
        String reason,
        String detail,
        List<String> subprotocols,
        long count,
        Instant firstSeenAt,
        Instant lastSeenAt)
        implements Fact<Void> {}
