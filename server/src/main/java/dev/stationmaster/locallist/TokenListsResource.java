package dev.stationmaster.locallist;

import dev.stationmaster.authorization.IdToken;
import dev.stationmaster.authorization.TokenWords;
import dev.stationmaster.authorization.Verdict;
import dev.stationmaster.ocpp.Version;
import dev.stationmaster.platform.web.Scope;
import dev.stationmaster.station.Station;
import dev.stationmaster.station.StationDirectory;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** On which stations' local lists a token stands. */
@RestController
class TokenListsResource {
    private final LocalListStore store;
    private final StationDirectory stations;

    TokenListsResource(LocalListStore store, StationDirectory stations) {
        this.store = store;
        this.stations = stations;
    }

    /** @param version of the station's list, as it confirmed it */
    record TokenOnList(
            String station,
            String status,
            @Nullable Instant validUntil,
            @Nullable String group,
            @Nullable Integer version) {}

    record TokenLists(List<TokenOnList> items) {}

    /** At most 1,000 stations. */
    @GetMapping("/api/v1/tokens/{type}/{idToken}/local-lists")
    TokenLists of(@PathVariable String type, @PathVariable String idToken) {
        var token = new IdToken(idToken, type);
        List<String> keys = Stream.of(Version.V16, Version.V201)
                .map(version -> Entries.key(token, version))
                .distinct()
                .toList();
        return new TokenLists(store.holding(keys).stream()
                .flatMap(held -> view(held).stream())
                .toList());
    }

    private Optional<TokenOnList> view(LocalListStore.Held held) {
        Optional<Station> station =
                stations.find(held.station()).filter(one -> Scope.current().includes(one.siteId()));
        String status = TokenWords.of(Verdict.Status.valueOf(held.status()));
        return station.map(
                one -> new TokenOnList(one.identity(), status, held.validUntil(), held.group(), held.version()));
    }
}
