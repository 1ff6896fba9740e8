package dev.stationmaster.station;

import dev.stationmaster.changefeed.Change;
import dev.stationmaster.ledger.Fact;
import dev.stationmaster.ledger.Planned;
import dev.stationmaster.ocpp.Version;
import dev.stationmaster.settings.DeviceSettings;
import dev.stationmaster.settings.DeviceSettings.FirstBoot;
import dev.stationmaster.settings.Settings;
import dev.stationmaster.site.SiteService;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** From checked forms to what is to be committed. */
@Component
class StationPlans {
    private static final Set<Version> ALL_VERSIONS = Set.copyOf(EnumSet.allOf(Version.class));
    private static final int ANNOUNCED_ONE_BY_ONE = 500;

    private final StationStore store;
    private final StationDirectory directory;
    private final StationCredentials credentials;
    private final SiteService sites;
    private final ObjectProvider<Connectivity> connectivity;
    private final Settings settings;

    StationPlans(
            StationStore store,
            StationDirectory directory,
            StationCredentials credentials,
            SiteService sites,
            ObjectProvider<Connectivity> connectivity,
            Settings settings) {
        this.store = store;
        this.directory = directory;
        this.credentials = credentials;
        this.sites = sites;
        this.connectivity = connectivity;
        this.settings = settings;
    }

    /** @param forms checked, each with an id; one that is known is changed, another is made */
    Planned save(List<StationForm> forms, String origin, String actor, Instant at) {
        int unknown = (int) forms.stream()
                .filter(form -> directory.everKnown(String.valueOf(form.id())).isEmpty())
                .count();
        var ids = (unknown == 0 ? List.<StationId>of() : store.nextIds(unknown)).iterator();
        List<Fact<?>> facts = new ArrayList<>(forms.size() + 1);
        List<Runnable> afterwards = new ArrayList<>(forms.size());
        for (StationForm form : forms) {
            var known = known(form);
            var saved = known.map(station -> filled(form, station)).orElseGet(() -> made(form, idOf(form, ids)));
            byte[] secret = form.password() == null ? null : credentials.hash(form.password());
            facts.add(new StationSaved(saved, secret, origin, at));
            if (forms.size() <= ANNOUNCED_ONE_BY_ONE) facts.add(change(saved, actor, at));
            afterwards.add(() -> apply(form, known, saved, secret));
        }
        if (forms.size() > ANNOUNCED_ONE_BY_ONE)
            facts.add(new Change("station", "*", null, Map.of("saved", forms.size()), actor, at));
        return new Planned(facts, () -> afterwards.forEach(Runnable::run));
    }

    Planned delete(Station station, String actor, Instant at) {
        var change = new Change("station", station.identity(), station.id(), Map.of("deleted", true), actor, at);
        return new Planned(List.of(new StationDeleted(station.id(), at), change), () -> {
            directory.remove(station.id());
            credentials.put(station.id(), null, null);
            connectivity.ifAvailable(links -> links.disconnect(station.id(), "station deleted"));
        });
    }

    private void apply(StationForm form, Optional<Station> known, Station saved, byte @Nullable [] secret) {
        if (known.isEmpty()) directory.put(saved);
        else directory.update(saved.id(), now -> filled(form, now));
        if (secret != null) credentials.put(saved.id(), secret, null);
        boolean otherLogin = secret != null
                || known.filter(before -> before.securityProfile() != saved.securityProfile())
                        .isPresent();
        if (known.isPresent() && otherLogin)
            connectivity.ifAvailable(links -> links.disconnect(saved.id(), "credentials changed"));
    }

    /** A station that was deleted keeps its key, so that its transactions are its own when it is entered again. */
    private StationId idOf(StationForm form, Iterator<StationId> unused) {
        return directory.everKnown(String.valueOf(form.id())).orElseGet(unused::next);
    }

    private Optional<Station> known(StationForm form) {
        return directory.find(String.valueOf(form.id()));
    }

    private Station made(StationForm form, StationId id) {
        var plain = new Station(
                id,
                String.valueOf(form.id()),
                sites.standard().id(),
                1,
                ALL_VERSIONS,
                null,
                settings.get(DeviceSettings.FIRST_BOOT) == FirstBoot.PENDING ? BootPolicy.PENDING : BootPolicy.ACCEPTED,
                Registration.NONE,
                null);
        return filled(form, plain);
    }

    /** The station with everything that the form gives. */
    Station filled(StationForm form, Station now) {
        var boot = form.boot() == null ? now.boot() : Words.boot(form.boot());
        var pendingBoots =
                form.boot() == null && form.pendingBoots() == null ? now.pendingBoots() : form.pendingBoots();
        return new Station(
                now.id(),
                now.identity(),
                form.site() == null
                        ? now.siteId()
                        : sites.find(form.site()).orElseThrow().id(),
                form.securityProfile() == null ? now.securityProfile() : form.securityProfile(),
                form.versions() == null ? now.versions() : Words.versions(form.versions()),
                form.serialNumber() == null ? now.serialNumber() : emptyToNull(form.serialNumber()),
                boot,
                now.registration(),
                form.assumedVersion() == null ? now.assumedVersion() : assumed(form.assumedVersion()),
                boot == BootPolicy.PENDING ? pendingBoots : null,
                form.bootInterval() == null ? now.bootIntervalSeconds() : form.bootInterval(),
                // An operator's word ends a change of profile that is under way.
                form.securityProfile() == null ? now.nextSecurityProfile() : null);
    }

    private Change change(Station station, String actor, Instant at) {
        Map<String, Object> body = new HashMap<>();
        body.put("securityProfile", station.securityProfile());
        body.put("boot", Words.of(station.boot()));
        body.put("registration", Words.of(station.registration()));
        body.put(
                "versions",
                station.versions().stream().sorted().map(Version::subprotocol).toList());
        return new Change("station", station.identity(), station.id(), body, actor, at);
    }

    private static @Nullable String emptyToNull(String text) {
        return text.isEmpty() ? null : text;
    }

    private static @Nullable Version assumed(String word) {
        return word.isEmpty() ? null : Words.version(word);
    }
}
