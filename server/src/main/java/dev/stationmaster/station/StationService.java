package dev.stationmaster.station;

import dev.stationmaster.ledger.FactRefusedException;
import dev.stationmaster.ledger.Ledger;
import dev.stationmaster.ledger.Planned;
import dev.stationmaster.platform.web.ApiProblem;
import dev.stationmaster.platform.web.FieldProblem;
import dev.stationmaster.site.SiteService;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/** The stations that may connect, and what an operator does with them. */
@Service
public class StationService {
    private static final Logger log = LoggerFactory.getLogger(StationService.class);

    private final StationDirectory directory;
    private final StationCredentials credentials;
    private final StationPlans plans;
    private final SiteService sites;
    private final Ledger ledger;
    private final InstantSource clock;

    /** Loads the directory, so that it is complete before any port opens. */
    StationService(
            StationStore store,
            StationDirectory directory,
            StationCredentials credentials,
            StationPlans plans,
            SiteService sites,
            Ledger ledger,
            InstantSource clock) {
        this.directory = directory;
        this.credentials = credentials;
        this.plans = plans;
        this.sites = sites;
        this.ledger = ledger;
        this.clock = clock;
        long begin = System.nanoTime();
        for (var former : store.former()) directory.putFormer(former.id(), former.identity());
        for (var loaded : store.loadAll()) {
            directory.put(loaded.station());
            credentials.put(loaded.station().id(), loaded.secret(), loaded.nextSecret());
        }
        log.info(
                "event=stations.loaded count={} took_ms={}",
                directory.all().size(),
                (System.nanoTime() - begin) / 1_000_000);
    }

    /**
     * A station that was made.
     *
     * @param password to be shown this once, when we made it; null when it was given or none is needed
     */
    public record Created(Station station, @Nullable String password) {
        /** The password stays out of logs. */
        @Override
        public String toString() {
            return "Created[" + station.identity() + "]";
        }
    }

    /** The station of that identity, or the problem {@code station-not-found}. */
    public Station get(String identity) {
        return directory.find(identity).orElseThrow(() -> ApiProblem.notFound("station", identity));
    }

    /** Makes a station; it may connect when this returns. */
    public Created create(StationForm form, String actor) {
        if (form.id() == null) throw ApiProblem.invalid("id", "required", "id must be given.");
        refuse(problems(form));
        if (directory.find(form.id()).isPresent()) throw exists(form.id());
        boolean generate = form.password() == null && needsPassword(form);
        var password = generate ? StationSecret.generate() : null;
        try {
            plans.save(List.of(generate ? withPassword(form, password) : form), "operator", actor, clock.instant())
                    .commit(ledger);
        } catch (FactRefusedException e) {
            throw exists(form.id());
        }
        return new Created(get(form.id()), password);
    }

    /**
     * Changes what is given. Another password or security profile closes the present link; {@code boot} acts on the next BootNotification.
     *
     * @return the station, and its new password when the change demands one and none was given
     */
    public Created change(String identity, StationForm form, String actor) {
        var station = get(identity);
        if (form.id() != null && !form.id().equals(station.identity()))
            throw ApiProblem.invalid("id", "constant", "id cannot be changed; make another station.");
        int profile = form.securityProfile() == null ? station.securityProfile() : form.securityProfile();
        var whole = withIdentity(form, station.identity(), profile);
        refuse(problems(whole));
        boolean generate = form.password() == null && needsPassword(whole) && !credentials.hasSecret(station.id());
        var password = generate ? StationSecret.generate() : null;
        plans.save(List.of(generate ? withPassword(whole, password) : whole), "operator", actor, clock.instant())
                .commit(ledger);
        return new Created(get(identity), password);
    }

    /** From now on the station is unknown; its transactions stay, and are its own again when it is entered again. */
    public void delete(String identity, String actor) {
        plans.delete(get(identity), actor, clock.instant()).commit(ledger);
    }

    /**
     * Makes a station that connected before anybody knew it, on the lowest security profile.
     *
     * @return empty when no station can have this identity
     */
    public Optional<Station> adopt(String identity, BootPolicy boot) {
        var form = new StationForm(identity, 0, null, null, Words.of(boot), null, null, null, null, null);
        if (!problems(form).isEmpty()) return Optional.empty();
        try {
            plans.save(List.of(form), "itself", "station", clock.instant()).commit(ledger);
        } catch (FactRefusedException e) {
            // Two sockets of the same unknown station: the other one was first, and is in the directory now or soon.
            log.debug("event=station.adopted-twice station={}", identity);
        }
        return directory.find(identity);
    }

    /** What is wrong with a form, also in the light of what is known. */
    public List<FieldProblem> problems(StationForm form) {
        var found = new ArrayList<>(StationRules.check(form));
        if (form.site() != null && sites.find(form.site()).isEmpty())
            found.add(new FieldProblem("site", "exists", "site must be the name of a site that exists."));
        return found;
    }

    /** Many stations at once, from a file; forms are checked and have what they need. */
    public Planned plan(List<StationForm> forms, String actor, Instant at) {
        return plans.save(forms, "file", actor, at);
    }

    /** Whether a station of this form logs in with a password. */
    public static boolean needsPassword(StationForm form) {
        return form.securityProfile() == null || form.securityProfile() == 1 || form.securityProfile() == 2;
    }

    private static void refuse(List<FieldProblem> problems) {
        if (!problems.isEmpty()) throw ApiProblem.invalid(problems);
    }

    private static ApiProblem exists(String identity) {
        return ApiProblem.conflict(
                "station-exists",
                "There is a station \"" + identity + "\" already; upper and lower case are the same.");
    }

    private static StationForm withPassword(StationForm form, @Nullable String password) {
        return new StationForm(
                form.id(),
                form.securityProfile(),
                password,
                form.serialNumber(),
                form.boot(),
                form.pendingBoots(),
                form.bootInterval(),
                form.versions(),
                form.site(),
                form.assumedVersion());
    }

    static StationForm withIdentity(StationForm form, String identity, int securityProfile) {
        return new StationForm(
                identity,
                securityProfile,
                form.password(),
                form.serialNumber(),
                form.boot(),
                form.pendingBoots(),
                form.bootInterval(),
                form.versions(),
                form.site(),
                form.assumedVersion());
    }
}
