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
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
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

    /** How many entries the station takes. Asks the database. */
    int room(StationId station, Version version) {
        return ListLimits.room(station, version, devices);
    }

    Wanted of(StationId station, Version version, int most) {
        return round(List.of(station)).of(station, version, most);
    }

    /** For many stations one after the other: what they have in common is reckoned once. Asks the database. */
    Round round(Collection<StationId> some) {
        return new Round(store.erased(some));
    }

    /** The lists of some stations, as of the tokens at its beginning. Not for several threads. */
    final class Round {
        private final Map<StationId, Set<String>> erased;
        private final Map<String, List<Token>> chosen = new HashMap<>();
        private final Map<String, Wanted> common = new HashMap<>();

        private Round(Map<StationId, Set<String>> erased) {
            this.erased = erased;
        }

        /** @param station one of those that the round was begun with */
        Wanted of(StationId station, Version version, int most) {
            String setting = settings.get(LocalListSettings.LOCAL_LIST_TOKENS, station.key());
            String kind = version + " " + setting;
            List<Token> tokens = chosen.computeIfAbsent(kind, _ -> candidates(setting, version));
            Set<String> gone = erased.getOrDefault(station, Set.of());
            if (gone.isEmpty() && tokens.stream().allMatch(token -> token.allowedAt() == null))
                return common.computeIfAbsent(most + " " + kind, _ -> cut(tokens.stream(), version, most));
            String identity = stations.nameOf(station).orElse("");
            return cut(
                    tokens.stream()
                            .filter(token -> !gone.contains(token.id().value().toLowerCase(Locale.ROOT)))
                            .filter(token -> isEverywhere(token, identity)),
                    version,
                    most);
        }
    }

    private List<Token> candidates(String setting, Version version) {
        return tokens.all().stream()
                .filter(chosen(setting))
                .filter(token -> fits(token.id(), version))
                .sorted(ORDER)
                .toList();
    }

    private Wanted cut(Stream<Token> some, Version version, int most) {
        Map<String, LocalListEntry> distinct =
                Entries.byKey(some.map(token -> entry(token, version)).toList(), version);
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
