package dev.stationmaster.transaction;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/**
 * Numbers for transactions, from a database sequence in blocks: unique over all servers, positive, never used twice, and within the int32 of
 * 1.6. The next block is fetched while half of the present one is left, so that a start does not wait for it.
 */
@Component
class TransactionIds {
    /** The increment of the sequence. */
    static final int BLOCK = 1000;

    private static final Logger log = LoggerFactory.getLogger(TransactionIds.class);

    private final TransactionStore store;
    private final SecureRandom random = new SecureRandom();
    private final AtomicBoolean fetching = new AtomicBoolean();
    private long next;
    private long end;
    private long spare = -1;

    TransactionIds(TransactionStore store) {
        this.store = store;
        next = store.nextIdBlock();
        end = next + BLOCK;
    }

    /** The next number. */
    synchronized long next() {
        if (next == end) {
            next = spare >= 0 ? spare : store.nextIdBlock();
            end = next + BLOCK;
            spare = -1;
        }
        if (spare < 0 && end - next <= BLOCK / 2 && fetching.compareAndSet(false, true))
            Thread.startVirtualThread(this::fetch);
        return next++;
    }

    private void fetch() {
        try {
            long block = store.nextIdBlock();
            synchronized (this) {
                spare = block;
            }
        } catch (DataAccessException e) {
            log.warn(
                    "event=transaction-ids-not-fetched cause={}",
                    e.getMostSpecificCause().getMessage());
        } finally {
            fetching.set(false);
        }
    }

    /** A UUID of version 7 (RFC 9562): ordered by time, otherwise random. */
    UUID publicId(Instant now) {
        long high = now.toEpochMilli() << 16 | 0x7000 | random.nextInt(0x1000);
        long low = random.nextLong() & 0x3fffffffffffffffL | 0x8000000000000000L;
        return new UUID(high, low);
    }
}
