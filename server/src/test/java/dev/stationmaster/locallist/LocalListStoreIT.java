package dev.stationmaster.locallist;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stationmaster.app.TestServer;
import dev.stationmaster.authorization.IdToken;
import dev.stationmaster.authorization.Verdict;
import dev.stationmaster.command.LocalListEntry;
import dev.stationmaster.command.LocalListEntry.Info;
import dev.stationmaster.ocpp.Version;
import dev.stationmaster.station.StationDirectory;
import dev.stationmaster.station.StationId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class LocalListStoreIT {
    private static final Instant NOW = Instant.parse("2026-03-01T08:00:00Z");

    @SuppressWarnings("NullAway.Init")
    private static TestServer server;

    @BeforeAll
    static void start() {
        server = TestServer.start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private final LocalListStore store = server.bean(LocalListStore.class);

    private static LocalListEntry entry(String value) {
        return new LocalListEntry(
                new IdToken(value, "ISO14443"), new Info(Verdict.Status.ACCEPTED, NOW.plusSeconds(60), "FLEET"));
    }

    @Test
    void aDifferenceSetsAndRemovesAndAFullListReplaces() {
        var station = new StationId(9001);
        var full = new ListUpdate(1, true, List.of(entry("A\"1"), entry("B")));
        store.save(station, HeldList.UNKNOWN.accepted(full, NOW), full, Version.V201);
        assertThat(store.entries(station)).containsOnlyKeys("a\"1|iso14443", "b|iso14443");
        assertThat(store.entries(station).get("b|iso14443")).isEqualTo(entry("B"));

        var removal = new LocalListEntry(new IdToken("a\"1", "ISO14443"), null);
        var difference = new ListUpdate(2, false, List.of(removal, entry("C")));
        store.save(station, store.find(station).accepted(difference, NOW), difference, Version.V201);
        assertThat(store.entries(station)).containsOnlyKeys("b|iso14443", "c|iso14443");

        store.saveEmpty(station, store.find(station).reported(0, NOW));
        assertThat(store.entries(station)).isEmpty();
        assertThat(store.find(station).confirmedVersion()).isZero();
    }

    @Test
    void whatWasSentAndNotAnsweredIsKnownAfterwards() {
        var station = new StationId(9002);
        var update = new ListUpdate(7, true, List.of(entry("A")));
        store.save(station, HeldList.UNKNOWN.sending(update));
        assertThat(store.find(station)).isEqualTo(HeldList.UNKNOWN.sending(update));
    }

    @Test
    void aTaskIsKeptUntilItIsDone() {
        var station = new StationId(9003);
        store.schedule(List.of(station), NOW, 0);
        store.schedule(List.of(station), NOW.plusSeconds(60), 2);
        assertThat(store.tasks()).contains(new LocalListStore.Task(station, NOW.plusSeconds(60), 2));
        store.done(station);
        assertThat(store.tasks().stream().map(LocalListStore.Task::station)).doesNotContain(station);
        assertThat(store.entries(station)).isEqualTo(Map.of());
    }

    @Test
    void theListsOfAllStationsSayHowManyEntriesDiffer() {
        for (String id : List.of("LIST-A", "LIST-B", "LIST-C"))
            server.post("/api/v1/stations", "{\"id\":\"" + id + "\",\"securityProfile\":0}");
        server.post("/api/v1/tokens", "{\"idToken\":\"WANTED\",\"status\":\"accepted\"}");
        var directory = server.bean(StationDirectory.class);
        StationId drifted = directory.find("LIST-A").orElseThrow().id();
        var old = new ListUpdate(3, true, List.of(entry("OLD"), entry("WANTED")));
        store.save(drifted, HeldList.UNKNOWN.accepted(old, NOW), old, Version.V16);
        StationId same = directory.find("LIST-B").orElseThrow().id();
        var wanted =
                new LocalListEntry(new IdToken("wanted", "ISO14443"), new Info(Verdict.Status.ACCEPTED, null, null));
        var full = new ListUpdate(1, true, List.of(wanted));
        store.save(same, HeldList.UNKNOWN.accepted(full, NOW), full, Version.V16);

        String first = server.get("/api/v1/local-lists?q=list-&limit=1").body();
        assertThat(first)
                .contains("LIST-A", "\"standing\":\"drifted\"", "\"missing\":0", "\"different\":1")
                .contains("\"surplus\":1", "\"next\":\"");
        assertThat(server.get("/api/v1/local-lists?standing=inLine").body())
                .contains("LIST-B")
                .doesNotContain("LIST-A");
        assertThat(server.get("/api/v1/local-lists?standing=unknown&q=list-").body())
                .contains("LIST-C", "\"missing\":1")
                .doesNotContain("LIST-A", "LIST-B");
        assertThat(server.get("/api/v1/local-lists?standing=odd").statusCode()).isEqualTo(422);
    }
}
