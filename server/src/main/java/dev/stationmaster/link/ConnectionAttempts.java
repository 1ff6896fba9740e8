package dev.stationmaster.link;

import dev.stationmaster.ledger.Ledger;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Remembers who was refused: the newest 10,000, in memory, and written down now and then. */
final class ConnectionAttempts {
    private static final Logger log = LoggerFactory.getLogger(ConnectionAttempts.class);
    private static final int MOST = 10_000;
    private static final int LONGEST_TEXT = 100;
    private static final int MOST_PROTOCOLS = 10;

    private final Ledger ledger;
    private final InstantSource clock;
    // Both guarded by this; the one seen longest ago comes first.
    private final Map<Key, ConnectionAttempt> attempts = new LinkedHashMap<>();
    private final Set<Key> unwritten = new HashSet<>();

    private record Key(String identity, String remoteAddress, String reason) {}

    ConnectionAttempts(Ledger ledger, InstantSource clock) {
        this.ledger = ledger;
        this.clock = clock;
    }

    /** Text of strangers, fit for logs, tables and screens. */
    static String printable(String text) {
        String cut = text.length() > LONGEST_TEXT ? text.substring(0, LONGEST_TEXT) : text;
        var clean = new StringBuilder(cut.length());
        for (int i = 0; i < cut.length(); i++) {
            char c = cut.charAt(i);
            boolean odd = Character.isISOControl(c) || c == '"' || Character.isSurrogate(c) && !paired(cut, i);
            clean.append(odd ? '\uFFFD' : c);
        }
        return clean.toString();
    }

    private static boolean paired(String text, int i) {
        if (Character.isHighSurrogate(text.charAt(i)))
            return i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1));
        return i > 0 && Character.isHighSurrogate(text.charAt(i - 1));
    }

    void refused(String identity, String remoteAddress, String reason, String detail, List<String> subprotocols) {
        Instant now = clock.instant();
        var key = new Key(printable(identity), remoteAddress, reason);
        List<String> offered = subprotocols.stream()
                .limit(MOST_PROTOCOLS)
                .map(ConnectionAttempts::printable)
                .toList();
        long count;
        synchronized (this) {
            ConnectionAttempt before = attempts.remove(key);
            count = before == null ? 1 : before.count() + 1;
            Instant first = before == null ? now : before.firstSeenAt();
            attempts.put(
                    key,
                    new ConnectionAttempt(
                            key.identity(), remoteAddress, reason, printable(detail), offered, count, first, now));
            unwritten.add(key);
            if (attempts.size() > MOST) {
                Key oldest = attempts.keySet().iterator().next();
                attempts.remove(oldest);
                unwritten.remove(oldest);
            }
        }
        if (powerOfTen(count))
            log.warn(
                    "event=upgrade-refused identity=\"{}\" address={} reason={} count={} detail=\"{}\"",
                    key.identity(),
                    remoteAddress,
                    reason,
                    count,
                    printable(detail));
    }

    /** A station in a tight loop is logged seven times, not a million. */
    private static boolean powerOfTen(long count) {
        long power = 1;
        while (power < count) power *= 10;
        return power == count;
    }

    /** Takes back what an earlier run wrote down. */
    synchronized void remember(List<ConnectionAttempt> written) {
        written.stream()
                .sorted(Comparator.comparing(ConnectionAttempt::lastSeenAt))
                .forEach(one -> attempts.putIfAbsent(new Key(one.identity(), one.remoteAddress(), one.reason()), one));
    }

    /** Hands what is new to the next commit. */
    void write() {
        ConnectionAttempt[] facts;
        synchronized (this) {
            facts = unwritten.stream().map(attempts::get).toArray(ConnectionAttempt[]::new);
            unwritten.clear();
        }
        if (facts.length > 0) ledger.append(facts);
    }

    /** Newest first. */
    synchronized List<ConnectionAttempt> newest() {
        return new ArrayList<>(attempts.values()).reversed();
    }
}
