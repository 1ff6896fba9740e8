package dev.stationmaster.operator;

import dev.stationmaster.platform.Uuid7;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Who is logged in, in memory by the hash of the cookie, and in the database. */
@Service
class Sessions {
    static final Duration IDLE = Duration.ofHours(24);
    private static final Duration LONGEST = Duration.ofDays(14);
    private static final Duration SEEN_EVERY = Duration.ofMinutes(5);
    private static final int LONGEST_AGENT = 200;

    private final SessionStore store;
    private final InstantSource clock;
    private final Map<String, Session> byHash = new ConcurrentHashMap<>();

    Sessions(SessionStore store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
        for (SessionStore.Loaded loaded : store.all()) byHash.put(hex(loaded.hash()), loaded.session());
    }

    /** @param secret for the cookie; never stored */
    record Begun(Session session, String secret) {
        /** The secret stays out of logs. */
        @Override
        public String toString() {
            return "Begun[" + session.id() + "]";
        }
    }

    Begun begin(Operator operator, String via, @Nullable String address, @Nullable String agent) {
        Instant now = clock.instant();
        String secret = Secrets.generate();
        String told = agent == null || agent.length() <= LONGEST_AGENT ? agent : agent.substring(0, LONGEST_AGENT);
        var session = new Session(Uuid7.at(now), operator.id(), via, now, now, now.plus(LONGEST), address, told);
        byte[] hash = Secrets.hash(secret);
        store.insert(session, hash);
        byHash.put(hex(hash), session);
        end(other -> isOver(other, now));
        return new Begun(session, secret);
    }

    /** The session of that cookie, from now on seen; empty when there is none any more. */
    Optional<Session> find(String secret) {
        Instant now = clock.instant();
        String hash = hex(Secrets.hash(secret));
        Session session = byHash.get(hash);
        if (session == null || isOver(session, now)) return Optional.empty();
        if (session.seenAt().plus(SEEN_EVERY).isAfter(now)) return Optional.of(session);
        Session seen = session.seen(now);
        if (byHash.replace(hash, session, seen)) store.seen(seen.id(), now);
        return Optional.of(seen);
    }

    private static boolean isOver(Session session, Instant now) {
        return !session.endsAt().isAfter(now) || session.seenAt().plus(IDLE).isBefore(now);
    }

    /** When it ends if nothing is done any more. */
    static Instant expiry(Session session) {
        Instant idle = session.seenAt().plus(IDLE);
        return idle.isBefore(session.endsAt()) ? idle : session.endsAt();
    }

    /** The newest first. */
    List<Session> of(UUID operator) {
        Instant now = clock.instant();
        return byHash.values().stream()
                .filter(session -> session.operator().equals(operator) && !isOver(session, now))
                .sorted(Comparator.comparing(Session::createdAt).reversed())
                .toList();
    }

    /** Ends those sessions; gives how many. */
    int end(Predicate<Session> which) {
        int ended = 0;
        for (Map.Entry<String, Session> entry : byHash.entrySet()) {
            if (!which.test(entry.getValue()) || byHash.remove(entry.getKey()) == null) continue;
            store.delete(entry.getValue().id());
            ended++;
        }
        return ended;
    }

    private static String hex(byte[] hash) {
        return HexFormat.of().formatHex(hash);
    }
}
