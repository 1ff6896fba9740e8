package dev.stationmaster.station;

import dev.stationmaster.ledger.Ledger;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * Who a station is, proved by its secret (HTTP Basic, security profiles 1 and 2). Decided from memory.
 *
 * <p>While a new secret is on its way both open the station: {@link #beginRotation} before it is sent, then exactly one of {@link
 * #rotationAccepted}, {@link #rotationRejected} and {@link #rotationUnknown}. After the last the next login tells which one the station uses.
 */
@Service
public class StationCredentials {
    private final Map<Integer, Secrets> secrets = new ConcurrentHashMap<>();
    private final SecretHashing hashing;
    private final Ledger ledger;

    StationCredentials(SecretHashing hashing, Ledger ledger) {
        this.hashing = hashing;
        this.ledger = ledger;
    }

    /** @param asked the station was sent {@code next} and has not answered yet, so that a login with the old secret decides nothing */
    private record Secrets(byte @Nullable [] current, byte @Nullable [] next, boolean asked) {}

    /**
     * Whether this opens the station. Never blocks.
     *
     * @param presented what followed the first colon of the decoded header, as bytes
     */
    public boolean matches(StationId station, byte[] presented) {
        var known = secrets.get(station.key());
        if (known == null) return false;
        boolean current = known.current() != null && matches(known.current(), presented);
        boolean next = known.next() != null && matches(known.next(), presented);
        if (next) {
            settle(station, known, known.next());
        } else if (current && known.next() != null && !known.asked()) {
            settle(station, known, known.current());
        }
        return current || next;
    }

    public boolean hasSecret(StationId station) {
        return secrets.containsKey(station.key());
    }

    /** Call before the new secret is sent; durable when this returns. From now on both open the station. */
    public void beginRotation(StationId station, String newSecret) {
        byte[] next = hash(newSecret);
        var known = secrets.get(station.key());
        byte[] current = known == null ? null : known.current();
        ledger.commit(new SecretsStored(station, current, next));
        secrets.put(station.key(), new Secrets(current, next, true));
    }

    /** The station answered Accepted: the old secret is dead at once (2.x A01.FR.03). */
    public void rotationAccepted(StationId station) {
        var known = secrets.get(station.key());
        if (known == null || known.next() == null) return;
        ledger.commit(new SecretsStored(station, known.next(), null));
        secrets.replace(station.key(), known, new Secrets(known.next(), null, false));
    }

    /** The station answered that it keeps the old one (2.x A01.FR.04). */
    public void rotationRejected(StationId station) {
        var known = secrets.get(station.key());
        if (known == null || known.next() == null) return;
        ledger.commit(new SecretsStored(station, known.current(), null));
        secrets.replace(station.key(), known, new Secrets(known.current(), null, false));
    }

    /** No answer, or one that leaves it open (RebootRequired): both stay until the next login. */
    public void rotationUnknown(StationId station) {
        secrets.computeIfPresent(station.key(), (_, known) -> new Secrets(known.current(), known.next(), false));
    }

    /** The form in which a secret is stored. */
    byte[] hash(String secret) {
        return hashing.hash(StationSecret.canonical(secret.getBytes(StandardCharsets.UTF_8)));
    }

    /** Takes over what was committed, or loaded: a rotation that a restart cut off is open. */
    void put(StationId station, byte @Nullable [] current, byte @Nullable [] next) {
        if (current == null && next == null) secrets.remove(station.key());
        else secrets.put(station.key(), new Secrets(current, next, false));
    }

    private boolean matches(byte[] stored, byte[] presented) {
        boolean any = false;
        for (byte[] reading : StationSecret.readings(presented)) any |= hashing.matches(stored, reading);
        return any;
    }

    /** If this is lost in a crash, the login after it decides the same again. */
    private void settle(StationId station, Secrets known, byte[] used) {
        if (secrets.replace(station.key(), known, new Secrets(used, null, false))) {
            ledger.append(new SecretsStored(station, used, null));
        }
    }
}
