package dev.stationmaster.locallist;

import dev.stationmaster.authorization.IdToken;
import dev.stationmaster.authorization.TokenWords;
import dev.stationmaster.command.LocalListEntry.Info;
import dev.stationmaster.locallist.Entries.Drift;
import dev.stationmaster.locallist.Entries.Line;
import dev.stationmaster.platform.web.ApiProblem;
import dev.stationmaster.platform.web.Page;
import dev.stationmaster.platform.web.Paging;
import dev.stationmaster.settings.LocalListSettings;
import dev.stationmaster.settings.Settings;
import dev.stationmaster.station.Station;
import dev.stationmaster.station.StationDirectory;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** A station's local list: what it confirmed, beside what is wanted, entry by entry. */
@RestController
@RequestMapping("/api/v1/stations/{id}/local-list")
class LocalListResource {
    private final LocalListService lists;
    private final StationDirectory stations;
    private final Settings settings;

    LocalListResource(LocalListService lists, StationDirectory stations, Settings settings) {
        this.lists = lists;
        this.stations = stations;
        this.settings = settings;
    }

    /**
     * @param ours the highest version that was ever sent
     * @param confirmed the version of the last update that the station accepted
     * @param station as the station last told it; -1 is a list that is not supported
     */
    record ListVersions(
            int ours,
            @Nullable Integer confirmed,
            @Nullable Integer station,
            @Nullable Instant toldAt,
            @Nullable Instant changedAt) {}

    /** How much the station takes, as it said; null where it did not. */
    record LimitsTold(
            @Nullable Integer entries,
            @Nullable Integer perMessage,
            @Nullable Integer bytesPerMessage) {}

    /** How many entries stand how; {@code leftOut} have no room. */
    record DriftCount(long same, long missing, long different, long surplus, int leftOut) {}

    /** What a station is to say about a token. */
    record ListedAs(
            String status,
            @Nullable Instant validUntil,
            @Nullable String group) {}

    /** @param drift same, missing, different or surplus */
    record ListedToken(
            String idToken,
            String type,
            String drift,
            @Nullable ListedAs wanted,
            @Nullable ListedAs held) {}

    /**
     * @param state unknown, confirmed, foreign or notSupported
     * @param unanswered an update was sent whose answer never came
     */
    record LocalListView(
            String station,
            String state,
            boolean unanswered,
            String sync,
            String tokens,
            ListVersions version,
            LimitsTold limits,
            DriftCount count,
            List<ListedToken> entries,
            @Nullable String next) {}

    /** @param drift only entries that stand so */
    @GetMapping
    LocalListView get(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String drift,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String after) {
        Station station = stations.find(id).orElseThrow(() -> ApiProblem.notFound("station", id));
        Paging paging = Paging.of(limit, after);
        Drift only = drift == null ? null : drift(drift);
        var compared = lists.compare(station.id(), lists.version(station.id()));
        List<Line> shown = compared.lines().stream()
                .filter(line -> only == null || line.drift() == only)
                .filter(line -> paging.after() == null || line.key().compareTo(paging.after()) > 0)
                .limit(paging.fetch())
                .toList();
        Page<ListedToken> page = Page.of(shown, paging, Line::key).map(LocalListResource::entry);
        HeldList held = compared.held();
        int key = station.id().key();
        return new LocalListView(
                station.identity(),
                held.state().word(),
                held.pending() != null,
                settings.get(LocalListSettings.LOCAL_LIST_SYNC, key).name().toLowerCase(Locale.ROOT),
                settings.get(LocalListSettings.LOCAL_LIST_TOKENS, key),
                new ListVersions(
                        held.lastVersion(),
                        held.confirmedVersion(),
                        held.reportedVersion(),
                        held.reportedAt(),
                        held.changedAt()),
                limits(compared.limits()),
                new DriftCount(
                        count(compared.lines(), Drift.SAME),
                        count(compared.lines(), Drift.MISSING),
                        count(compared.lines(), Drift.DIFFERENT),
                        count(compared.lines(), Drift.SURPLUS),
                        compared.leftOut()),
                page.items(),
                page.next());
    }

    private static Drift drift(String word) {
        for (Drift drift : Drift.values()) {
            if (drift.name().equalsIgnoreCase(word)) return drift;
        }
        throw ApiProblem.invalid("drift", "enum", "drift is same, missing, different or surplus.");
    }

    private static long count(List<Line> lines, Drift drift) {
        return lines.stream().filter(line -> line.drift() == drift).count();
    }

    private static LimitsTold limits(ListLimits limits) {
        return new LimitsTold(told(limits.entries()), limits.perMessage(), told(limits.bytesPerMessage()));
    }

    private static @Nullable Integer told(int limit) {
        return limit == Integer.MAX_VALUE ? null : limit;
    }

    /** Whoever knows a KeyCode can charge with it. */
    private static ListedToken entry(Line line) {
        IdToken token = line.token();
        return new ListedToken(
                token.type().equalsIgnoreCase("KeyCode") ? "****" : token.value(),
                token.type(),
                line.drift().name().toLowerCase(Locale.ROOT),
                said(line.wanted()),
                said(line.held()));
    }

    private static @Nullable ListedAs said(@Nullable Info info) {
        return info == null ? null : new ListedAs(TokenWords.of(info.status()), info.validUntil(), info.group());
    }
}
