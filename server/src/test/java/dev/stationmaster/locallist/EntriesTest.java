package dev.stationmaster.locallist;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stationmaster.authorization.IdToken;
import dev.stationmaster.authorization.Verdict;
import dev.stationmaster.command.LocalListEntry;
import dev.stationmaster.command.LocalListEntry.Info;
import dev.stationmaster.locallist.Entries.Drift;
import dev.stationmaster.locallist.Entries.Line;
import dev.stationmaster.ocpp.Version;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EntriesTest {
    private static final Instant NOW = Instant.parse("2026-03-01T08:00:00Z");

    private static LocalListEntry entry(String value, Verdict.Status status, @Nullable Instant until) {
        return new LocalListEntry(new IdToken(value, "ISO14443"), new Info(status, until, null));
    }

    private static LocalListEntry accepted(String value) {
        return entry(value, Verdict.Status.ACCEPTED, null);
    }

    private static Map<String, LocalListEntry> list(LocalListEntry... entries) {
        return Entries.byKey(List.of(entries), Version.V201);
    }

    @Test
    void everyEntryIsSameMissingDifferentOrSurplus() {
        var wanted = list(accepted("A"), accepted("B"), accepted("C"));
        var held = list(accepted("a"), entry("B", Verdict.Status.BLOCKED, null), accepted("D"));
        assertThat(Entries.compare(wanted, held, NOW))
                .extracting(Line::drift)
                .containsExactly(Drift.SAME, Drift.DIFFERENT, Drift.MISSING, Drift.SURPLUS);
    }

    @Test
    void changesSetWhatIsWantedAndRemoveWhatIsNot() {
        var changes = Entries.changes(Entries.compare(list(accepted("A")), list(accepted("B")), NOW));
        assertThat(changes).hasSize(2);
        assertThat(changes.get(0).info()).isNotNull();
        assertThat(changes.get(1).info()).isNull();
    }

    @Test
    void aTokenThatRanOutIsToldAsExpiredAndIsNoDriftByItself() {
        var ended = entry("A", Verdict.Status.ACCEPTED, NOW.minusSeconds(1));
        Info told = ended.asOf(NOW).info();
        assertThat(told).isNotNull().extracting(Info::status).isEqualTo(Verdict.Status.EXPIRED);
        assertThat(Entries.compare(list(ended), list(ended.asOf(NOW)), NOW))
                .extracting(Line::drift)
                .containsExactly(Drift.SAME);
    }

    @Test
    void a16StationTellsTokensApartByTheirValueAlone() {
        var card = new IdToken("04A1", "ISO14443");
        var other = new IdToken("04a1", "ISO15693");
        assertThat(Entries.key(card, Version.V16)).isEqualTo(Entries.key(other, Version.V16));
        assertThat(Entries.key(card, Version.V21)).isNotEqualTo(Entries.key(other, Version.V21));
    }

    @Test
    void piecesKeepToTheStationsLimits() {
        var all = IntStream.range(0, 7).mapToObj(i -> accepted("T" + i)).toList();
        assertThat(Entries.pieces(all, new ListLimits(100, 3, Integer.MAX_VALUE)))
                .extracting(List::size)
                .containsExactly(3, 3, 1);
        assertThat(Entries.pieces(all, new ListLimits(100, 100, 480)))
                .extracting(List::size)
                .containsExactly(2, 2, 2, 1);
        assertThat(Entries.pieces(all, new ListLimits(100, 100, 1)))
                .extracting(List::size)
                .containsOnly(1);
        assertThat(Entries.pieces(List.of(), new ListLimits(100, 3, 100))).containsExactly(List.of());
    }
}
