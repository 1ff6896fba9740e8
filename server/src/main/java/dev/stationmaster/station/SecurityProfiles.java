package dev.stationmaster.station;

import dev.stationmaster.changefeed.Change;
import dev.stationmaster.ledger.Ledger;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/**
 * The way of a station from one security profile up to a higher one. While it is on its way both are let in; once its BootNotification was accepted
 * on the higher one, the lower is refused for ever (2.x A05.FR.07; 1.6 Security Whitepaper A05.FR.08, A05.FR.09).
 */
@Service
public class SecurityProfiles {
    private static final Logger log = LoggerFactory.getLogger(SecurityProfiles.class);

    private final StationDirectory directory;
    private final StationStore store;
    private final Ledger ledger;
    private final InstantSource clock;

    SecurityProfiles(StationDirectory directory, StationStore store, Ledger ledger, InstantSource clock) {
        this.directory = directory;
        this.store = store;
        this.ledger = ledger;
        this.clock = clock;
    }

    /** From now on the station may also come on this profile; call it before the station is told. What is not higher changes nothing. */
    public void begin(StationId station, int higher) {
        directory
                .find(station)
                .filter(known -> higher > known.securityProfile() && !known.admits(higher))
                .ifPresent(known -> set(known, known.securityProfile(), higher, "server"));
    }

    /** From now on a station of profile 3 may also come on 2; the caller has seen that the station and the operator want it. */
    public void beginDowngrade(StationId station) {
        directory
                .find(station)
                .filter(known -> known.securityProfile() == 3 && !known.admits(2))
                .ifPresent(known -> set(known, 3, 2, "server"));
    }

    /** The station will not come on that profile: it refused. */
    public void drop(StationId station, int higher) {
        directory
                .find(station)
                .filter(known -> Objects.equals(known.nextSecurityProfile(), higher))
                .ifPresent(known -> set(known, known.securityProfile(), null, "server"));
    }

    /**
     * The station's BootNotification was accepted on a link of this profile, or it spoke there as one that was accepted before; call it before the
     * answer leaves. When it was on its way to this
     * profile, it has arrived, durably.
     */
    public void booted(StationId station, int profile) {
        directory
                .find(station)
                .filter(known -> Objects.equals(known.nextSecurityProfile(), profile))
                .ifPresent(known -> {
                    set(known, profile, null, "station");
                    log.info("event=security-profile-changed station={} profile={}", known.identity(), profile);
                });
    }

    /** Whether the station is on its way to that profile, and was accepted before: on the new one it may say nothing for a while. */
    public boolean expects(StationId station, int profile) {
        return directory
                .find(station)
                .filter(known -> Objects.equals(known.nextSecurityProfile(), profile)
                        && known.registration() == Registration.ACCEPTED)
                .isPresent();
    }

    /** The serial number that the station's last BootNotification named; null when it named none. Asks the database. */
    public @Nullable String reportedSerialNumber(StationId station) {
        return store.reportedSerialNumber(station).orElse(null);
    }

    private void set(Station station, int profile, @Nullable Integer next, String actor) {
        Instant at = clock.instant();
        Map<String, Object> body = new HashMap<>();
        body.put("securityProfile", profile);
        if (next != null) body.put("nextSecurityProfile", next);
        ledger.commit(
                new SecurityProfileSet(station.id(), profile, next, at),
                new Change("station", station.identity(), station.id(), body, actor, at));
        directory.update(station.id(), now -> now.onProfile(profile, next));
    }
}
