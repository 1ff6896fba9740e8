package dev.stationmaster.operator;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Slows down guessing: after some wrong attempts for an account, or from an address, each further one costs a wait that doubles. */
@Component
class LoginThrottle {
    static final int FREE_PER_ACCOUNT = 5;
    static final int FREE_PER_ADDRESS = 20;
    private static final Duration LONGEST = Duration.ofMinutes(15);
    private static final int REMEMBERED = 10_000;

    private final InstantSource clock;
    private final Map<String, Failures> failures = new LinkedHashMap<>();

    private record Failures(int count, Instant until) {}

    LoginThrottle(InstantSource clock) {
        this.clock = clock;
    }

    /** @throws TooMany while attempts for that account, or from that address, have to wait */
    synchronized void check(String account, String address) {
        Instant now = clock.instant();
        for (String key : new String[] {account(account), address(address)}) {
            Failures known = failures.get(key);
            if (known != null && known.until.isAfter(now)) {
                throw new TooMany(Duration.between(now, known.until).toSeconds() + 1);
            }
        }
    }

    synchronized void failed(String account, String address) {
        note(account(account), FREE_PER_ACCOUNT);
        note(address(address), FREE_PER_ADDRESS);
    }

    synchronized void succeeded(String account) {
        failures.remove(account(account));
    }

    private void note(String key, int free) {
        Instant now = clock.instant();
        Failures before = failures.remove(key);
        // Who has waited out the longest wait begins anew.
        boolean old = before == null || before.until.plus(LONGEST).isBefore(now);
        int count = old ? 1 : before.count + 1;
        Duration wait = count < free ? Duration.ZERO : Duration.ofSeconds(1L << Math.min(count - free + 1, 10));
        failures.put(key, new Failures(count, now.plus(wait.compareTo(LONGEST) > 0 ? LONGEST : wait)));
        if (failures.size() > REMEMBERED)
            failures.remove(failures.keySet().iterator().next());
    }

    private static String account(String name) {
        return "account " + name.toLowerCase(Locale.ROOT);
    }

    private static String address(String address) {
        return "address " + address;
    }

    /** Answered with 429 and {@code Retry-After}. */
    static final class TooMany extends RuntimeException {
        private static final long serialVersionUID = 1;

        private final long seconds;

        TooMany(long seconds) {
            super("too many attempts");
            this.seconds = seconds;
        }

        long seconds() {
            return seconds;
        }
    }
}
