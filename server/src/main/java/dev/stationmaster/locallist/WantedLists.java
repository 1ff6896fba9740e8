package dev.stationmaster.locallist;

import dev.stationmaster.authorization.IdToken;
import dev.stationmaster.authorization.Token;
import dev.stationmaster.authorization.TokenService;
import dev.stationmaster.authorization.Verdict;
import dev.stationmaster.command.LocalListEntry;
import dev.stationmaster.command.LocalListEntry.Info;
import dev.stationmaster.devicemodel.DeviceModelService;
import dev.stationmaster.ocpp.Version;
import dev.stationmaster.settings.LocalListSettings;
import dev.stationmaster.settings.Settings;
import dev.stationmaster.station.StationDirectory;
import dev.stationmaster.station.StationId;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.springframework.stereotype.Component;

/** Which tokens belong on which station's list, by the setting {@code localListTokens}. */
@Component
class WantedLists {
    /** Those who may charge come first, for a list may be too short for all. */
    private static final Comparator<Token> ORDER = Comparator.<Token, Boolean>comparing(
                    token -> token.status() != Verdict.Status.ACCEPTED)
            .thenComparing(token -> !token.id().type().equals("ISO14443"))
            .thenComparing(token -> token.id().value().toLowerCase(Locale.ROOT));

    private static final Set<String> TYPES_OF_201 =
            Set.of("central", "emaid", "iso14443", "iso15693", "keycode", "local", "macaddress");

    private final TokenService tokens;
    private final Settings settings;
    private final DeviceModelService devices;
    private final LocalListStore store;
    private final StationDirectory stations;
    private final InstantSource clock;

    WantedLists(
            TokenService tokens,
            Settings settings,
            DeviceModelService devices,
            LocalListStore store,
            StationDirectory stations,
            InstantSource clock) {
        this.tokens = tokens;
        this.settings = settings;
        this.devices = devices;
        this.store = store;
        this.stations = stations;
        this.clock = clock;
    }

    /** @param leftOut how many tokens did not fit on the list */
    record Wanted(Map<String, LocalListEntry> entries, int leftOut) {}

    /** Asks the database. */
    ListLimits limits(StationId station, Version version) {
        return ListLimits.of(station, version, devices);
    }

    Wanted of(StationId station, Version version, int most) {
        Predicate<Token> chosen = chosen(settings.get(LocalListSettings.LOCAL_LIST_TOKENS, station.key()));
        Set<String> erased = store.erased(station);
        String identity = stations.nameOf(station).orElse("");
        List<LocalListEntry> all = tokens.all().stream()
                .filter(chosen)
                .filter(token -> !erased.contains(token.id().value().toLowerCase(Locale.ROOT)))
                .filter(token -> fits(token.id(), version))
                .filter(token -> isEverywhere(token, identity))
                .sorted(ORDER)
                .map(token -> entry(token, version))
                .toList();
        Map<String, LocalListEntry> distinct = Entries.byKey(all, version);
        if (distinct.size() <= most) return new Wanted(distinct, 0);
        var first = distinct.values().stream().limit(most).toList();
        return new Wanted(Entries.byKey(first, version), distinct.size() - most);
    }

    /** A list says nothing of places: of a token that is limited to some the station asks. */
    private static boolean isEverywhere(Token token, String identity) {
        var limits = token.allowedAt();
        return limits == null || limits.isEverywhereAt(identity);
    }

    private LocalListEntry entry(Token token, Version version) {
        LocalListEntry entry = LocalListEntry.of(token, clock.instant());
        Info info = entry.info();
        boolean groupTooLong =
                info != null && info.group() != null && info.group().length() > longest(version);
        return groupTooLong
                ? new LocalListEntry(entry.idToken(), new Info(info.status(), info.validUntil(), null))
                : entry;
    }

    /** Whether that version can say the token at all. */
    private static boolean fits(IdToken token, Version version) {
        if (token.value().isEmpty() || token.value().length() > longest(version)) return false;
        return version != Version.V201 || TYPES_OF_201.contains(token.type().toLowerCase(Locale.ROOT));
    }

    private static int longest(Version version) {
        return switch (version) {
            case V16 -> 20;
            case V201 -> 36;
            case V21 -> 255;
        };
    }

    private static Predicate<Token> chosen(String setting) {
        if (setting.equals("all")) return _ -> true;
        if (setting.equals("none")) return _ -> false;
        Set<String> words = new HashSet<>();
        for (String word : setting.split(",")) words.add(word.strip().toLowerCase(Locale.ROOT));
        return token -> words.contains("token:" + token.id().value().toLowerCase(Locale.ROOT))
                || token.group() != null
                        && words.contains("group:" + token.group().toLowerCase(Locale.ROOT));
    }
}
