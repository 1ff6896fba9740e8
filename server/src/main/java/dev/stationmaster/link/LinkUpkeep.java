package dev.stationmaster.link;

import dev.stationmaster.link.tls.StationTls;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What has to be done now and then, for all links by one thread. */
final class LinkUpkeep implements Runnable {
    private static final Logger log = LoggerFactory.getLogger(LinkUpkeep.class);
    private static final long WRITE_NANOS = 5_000_000_000L;
    private static final long MINUTE_NANOS = 60_000_000_000L;

    private final Liveness liveness;
    private final ConnectionAttempts attempts;
    private final AddressLimits addresses;
    private final StationTls tls;
    private long lastWrite = System.nanoTime();
    private long lastMinute = System.nanoTime();

    LinkUpkeep(Liveness liveness, ConnectionAttempts attempts, AddressLimits addresses, StationTls tls) {
        this.liveness = liveness;
        this.attempts = attempts;
        this.addresses = addresses;
        this.tls = tls;
    }

    long tickMillis() {
        return liveness.tickMillis();
    }

    @Override
    public void run() {
        try {
            liveness.tick();
            long now = System.nanoTime();
            if (now - lastWrite >= WRITE_NANOS) {
                lastWrite = now;
                attempts.write();
            }
            if (now - lastMinute >= MINUTE_NANOS) {
                lastMinute = now;
                addresses.nextMinute();
                tls.reloadIfChanged();
            }
        } catch (RuntimeException bug) {
            log.error("event=link-upkeep-failed", bug); // and go on at the next tick
        }
    }

    /** The last words before the ledger stops. */
    void finish() {
        attempts.write();
    }
}
