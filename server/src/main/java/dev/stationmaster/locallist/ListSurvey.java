package dev.stationmaster.locallist;

import dev.stationmaster.command.LocalListEntry;
import dev.stationmaster.locallist.Entries.Tally;
import dev.stationmaster.locallist.WantedLists.Wanted;
import dev.stationmaster.ocpp.Version;
import dev.stationmaster.station.Station;
import dev.stationmaster.station.StationId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** How the lists of many stations stand to what they shall hold, from what they confirmed: no station is asked. */
@Component
class ListSurvey {
    private final LocalListStore store;
    private final WantedLists wanted;
    private final LocalListService lists;
    private final InstantSource clock;

    ListSurvey(LocalListStore store, WantedLists wanted, LocalListService lists, InstantSource clock) {
        this.store = store;
        this.wanted = wanted;
        this.lists = lists;
        this.clock = clock;
    }

    /** How a list stands as a whole. */
    enum Standing {
        IN_LINE("inLine"),
        /** At least one entry is missing, differs, or is too many. */
        DRIFTED("drifted"),
        /** Somebody else had a hand in it: nobody knows what is on it. */
        FOREIGN("foreign"),
        /** The station was never asked, nor sent one. */
        UNKNOWN("unknown"),
        /** The station keeps no list. */
        NOT_SUPPORTED("notSupported");

        private final String word;

        Standing(String word) {
            this.word = word;
        }

        /** As the API writes it. */
        String word() {
            return word;
        }
    }

    /** One station's list. @param leftOut tokens for which it has no room */
    record Surveyed(Station station, HeldList held, Standing standing, Tally tally, int leftOut) {}

    /** In the order given. Asks the database. */
    List<Surveyed> of(List<Station> stations) {
        List<StationId> ids = stations.stream().map(Station::id).toList();
        Map<StationId, HeldList> held = store.held(ids);
        Map<StationId, Map<String, LocalListEntry>> entries = store.entries(ids);
        WantedLists.Round round = wanted.round(ids);
        Instant now = clock.instant();
        List<Surveyed> found = new ArrayList<>();
        for (Station station : stations) {
            Version version = lists.version(station.id());
            HeldList list = held.getOrDefault(station.id(), HeldList.UNKNOWN);
            Wanted shall = round.of(station.id(), version, wanted.room(station.id(), version));
            Tally tally = Entries.tally(shall.entries(), entries.getOrDefault(station.id(), Map.of()), now);
            found.add(new Surveyed(station, list, standing(list, tally), tally, shall.leftOut()));
        }
        return found;
    }

    static Standing standing(HeldList held, Tally tally) {
        return switch (held.state()) {
            case UNKNOWN -> Standing.UNKNOWN;
            case FOREIGN -> Standing.FOREIGN;
            case NOT_SUPPORTED -> Standing.NOT_SUPPORTED;
            case CONFIRMED -> tally.isSame() ? Standing.IN_LINE : Standing.DRIFTED;
        };
    }
}
