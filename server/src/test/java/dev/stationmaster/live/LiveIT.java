package dev.stationmaster.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stationmaster.app.TestServer;
import dev.stationmaster.changefeed.Change;
import dev.stationmaster.changefeed.ChangeFeed;
import dev.stationmaster.ledger.Ledger;
import dev.stationmaster.messagelog.Exchanges;
import dev.stationmaster.messagelog.MessageLog;
import dev.stationmaster.station.StationId;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class LiveIT {
    private static TestServer server;
    private static StationId first;
    private static StationId second;

    @BeforeAll
    static void start() {
        server = TestServer.start();
        first = Exchanges.station(server, "CP-1");
        second = Exchanges.station(server, "CP|2");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static void changed(String topic, String key, StationId station) {
        server.bean(Ledger.class)
                .commit(List.of(new Change(topic, key, station, Map.of("n", key), "station", Instant.now())));
    }

    @Test
    void aReaderHearsOfItsTopicsAndStationsAndOfNothingElse() {
        try (var reader = LiveReader.of(server, "/api/v1/live?topics=status,transaction&station=CP%7C2", null)) {
            changed("status", "1", first);
            changed("connection", "2", second);
            changed("status", "3", second);
            changed("transaction", "4", second);
            assertThat(reader.next().data())
                    .contains("\"key\":\"3\"", "\"station\":\"CP|2\"", "\"body\":{\"n\":\"3\"}");
            assertThat(reader.next().event()).isEqualTo("transaction");
        }
    }

    @Test
    void aReaderThatComesBackGoesOnWithoutGapOrDouble() {
        String seen;
        try (var reader = LiveReader.of(server, "/api/v1/live?topics=token", null)) {
            changed("token", "a", first);
            seen = reader.next().id();
        }
        changed("token", "b", first);
        changed("token", "c", first);
        try (var reader = LiveReader.of(server, "/api/v1/live?topics=token", seen)) {
            changed("token", "d", first);
            var keys = new ArrayList<String>();
            for (int i = 0; i < 3; i++) keys.add(reader.next().data().replaceAll(".*\"key\":\"(\\w)\".*", "$1"));
            assertThat(keys).containsExactly("b", "c", "d");
        }
    }

    @Test
    void aNumberOutOfReachIsAnsweredWithReset() {
        try (var reader = LiveReader.of(
                server,
                "/api/v1/live?topics=token&lastEventId="
                        + (server.bean(ChangeFeed.class).head() + 1_000_000),
                null)) {
            assertThat(reader.next().event()).isEqualTo("reset");
            changed("token", "after", first);
            assertThat(reader.next().data()).contains("after");
        }
    }

    @Test
    void messagesAreToldAsTheyAreStored() {
        try (var reader = LiveReader.of(server, "/api/v1/live?topics=message&station=CP-1", null)) {
            var messageLog = server.bean(MessageLog.class);
            messageLog.record(Exchanges.heartbeat(second, Instant.now()));
            messageLog.record(Exchanges.heartbeat(first, Instant.now()));
            var event = reader.next();
            assertThat(event.event()).isEqualTo("message");
            assertThat(event.id()).isEmpty();
            assertThat(event.data())
                    .contains(
                            "\"station\":\"CP-1\"",
                            "\"request\":[2,\"id-1\",\"Heartbeat\",{}]",
                            "\"outcome\":\"answered\"");
        }
    }

    @Test
    void aHundredReadersAllHearTheSame() {
        var readers = new ArrayList<LiveReader>();
        try {
            for (int i = 0; i < 100; i++) readers.add(LiveReader.of(server, "/api/v1/live?topics=command", null));
            for (int i = 0; i < 50; i++) changed("command", Integer.toString(i), first);
            for (LiveReader reader : readers) {
                for (int i = 0; i < 50; i++) assertThat(reader.next().data()).contains("\"key\":\"" + i + "\"");
            }
        } finally {
            readers.forEach(LiveReader::close);
        }
    }

    @Test
    void aSlowReaderMissesNoChange() {
        int changes = 6_000; // more than memory and sockets hold
        try (var reader = LiveReader.of(server, "/api/v1/live?topics=setting", null)) {
            var all = new ArrayList<Change>();
            for (int i = 0; i < changes; i++)
                all.add(new Change("setting", "k" + i, null, Map.of("text", "x".repeat(500)), "test", Instant.now()));
            for (int i = 0; i < changes; i += 200) server.bean(Ledger.class).commit(all.subList(i, i + 200));
            for (int i = 0; i < changes; i++) assertThat(reader.next().data()).contains("\"key\":\"k" + i + "\"");
        }
    }

    @Test
    void aSlowReaderIsToldHowManyMessagesItMissed() {
        int messages = 30_000;
        try (var reader = LiveReader.of(server, "/api/v1/live?topics=message&station=CP-1", null)) {
            var padded = Exchanges.fromStation(
                    first,
                    "DataTransfer",
                    "[2,\"1\",\"DataTransfer\",{\"data\":\"" + "x".repeat(1000) + "\"}]",
                    "[3,\"1\",{}]",
                    Instant.now());
            var registry = server.bean(MeterRegistry.class);
            double before =
                    registry.get("stationmaster.messagelog.rows").counter().count();
            for (int i = 0; i < messages; i++) {
                server.bean(MessageLog.class).record(padded);
                if (i % 2_000 == 1_999)
                    server.get("/api/v1/stations/CP-1/messages?limit=1"); // waits until it is stored
            }
            double stored =
                    registry.get("stationmaster.messagelog.rows").counter().count() - before;
            long seen = 0;
            long dropped = 0;
            while (seen + dropped < stored) {
                var event = reader.next();
                if (event.event().equals("dropped"))
                    dropped += Long.parseLong(event.data().replaceAll(".*count\":(\\d+).*", "$1"));
                else seen++;
            }
            assertThat(dropped).isPositive();
            assertThat(seen).isPositive();
        }
    }

    @Test
    void anUnknownTopicOrStationIsAProblem() {
        assertThat(server.get("/api/v1/live?topics=weather").body()).contains("invalid-field");
        assertThat(server.get("/api/v1/live?station=nobody").body()).contains("station-not-found");
    }
}
