package dev.stationmaster.bench;

import dev.stationmaster.bench.fleet.Door;
import dev.stationmaster.bench.history.Past;
import dev.stationmaster.bench.history.PastSize;
import dev.stationmaster.bench.load.Latencies;
import dev.stationmaster.bench.server.Api;
import dev.stationmaster.bench.server.ServerProcess;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;

/** Lists and charts of the REST API on top of a long past. */
record History() implements Part {
    static final int STATIONS = 2_000;
    private static final int CALLS = 40;
    private static final int CALLS_TO_WARM_UP = 12;
    private static final double BUDGET_MILLIS = 200;
    private static final int STATIONS_THAT_TALK = 200;

    @Override
    public String name() {
        return "history";
    }

    /** A page of the API, asked for again and again with other stations, tokens and days. */
    private record Query(String name, IntFunction<String> path) {}

    @Override
    public void measure(ServerProcess server, Options options, Book book) throws InterruptedException {
        var size = PastSize.ofReadings(options.history(), STATIONS);
        try (var fleet = OpenLoop.connected(Mixed.crew(STATIONS_THAT_TALK), Door.plain(server.ocppPort()))) {
            fleet.pace(1_000);
            Measurement.pause(4);
            fleet.settle(10);
            Measurement.settle(server);
        }
        String part =
                String.format(Locale.ROOT, "history of %,d readings, %,d exchanges", size.readings(), size.exchanges());
        System.err.println("  writing it ...");
        long began = System.nanoTime();
        new Past(server, size).writeAll();
        double seconds = (System.nanoTime() - began) / 1e9;
        System.err.printf(Locale.ROOT, "  written in %.0f s%n", seconds);
        disk(server, book, part, size);
        var api = new Api(server);
        for (Query query : queries(server, size)) {
            for (int i = 0; i < CALLS_TO_WARM_UP; i++) api.get(query.path.apply(CALLS + i));
            var latencies = new Latencies();
            for (int i = 0; i < CALLS; i++) {
                long asked = System.nanoTime();
                api.get(query.path.apply(i));
                latencies.add(System.nanoTime() - asked);
            }
            book.add(Figure.of(part, query.name + ", p50", latencies.millis(0.5), "ms"));
            book.add(Figure.of(part, query.name + ", the slowest of " + CALLS, latencies.millis(1), "ms")
                    .atMost(BUDGET_MILLIS));
        }
    }

    private static void disk(ServerProcess server, Book book, String part, PastSize size) {
        double readings = bytes(server, "meter_reading");
        double log = bytes(server, "exchange") + bytes(server, "exchange_chunk");
        book.add(Figure.of(part, "bytes on disk of a reading with four phase values", readings / size.readings(), "B"));
        book.add(Figure.of(part, "bytes on disk of an exchange", log / size.exchanges(), "B"));
        book.add(Figure.of(
                part,
                "size of the database",
                server.number("select pg_database_size(current_database())") / 1e9,
                "GB"));
    }

    private static double bytes(ServerProcess server, String table) {
        return server.number("select sum(pg_total_relation_size(inhrelid)) from pg_inherits where inhparent = '" + table
                + "'::regclass");
    }

    private static List<Query> queries(ServerProcess server, PastSize size) {
        var today = LocalDate.now(ZoneOffset.UTC);
        List<String> ids =
                server.texts("select public_id from transaction where stopped_at is not null order by random() limit "
                        + (CALLS + CALLS_TO_WARM_UP));
        IntFunction<String> id = i -> ids.get(i % ids.size());
        IntFunction<String> station = i -> "LOAD-%05d".formatted(1 + i * 37 % size.stations());
        IntFunction<String> token = i -> "%08d".formatted(1 + i * 997);
        IntFunction<LocalDate> day = i -> today.minusDays(2 + i % (size.days() - 3));
        IntFunction<LocalDate> logDay = i -> today.minusDays(2 + i % 25);
        return List.of(
                new Query("transactions, newest", _ -> "/transactions"),
                new Query("transactions of a station", i -> "/transactions?station=" + station.apply(i)),
                new Query("transactions of a token", i -> "/transactions?idToken=" + token.apply(i)),
                new Query("transactions of an unknown token", i -> "/transactions?idToken=never" + i),
                new Query("transactions that run", _ -> "/transactions?state=open"),
                new Query(
                        "transactions of a day",
                        i -> "/transactions?since=%1$sT00:00:00Z&until=%1$sT23:59:59Z".formatted(day.apply(i))),
                new Query(
                        "transactions of a station and day",
                        i -> "/transactions?station=%2$s&since=%1$sT00:00:00Z&until=%1$sT23:59:59Z"
                                .formatted(day.apply(i), station.apply(i))),
                new Query("a transaction", i -> "/transactions/" + id.apply(i)),
                new Query("its events", i -> "/transactions/" + id.apply(i) + "/events"),
                new Query("its readings (chart)", i -> "/transactions/" + id.apply(i) + "/readings?limit=500"),
                new Query("readings of an idle EVSE", i -> "/stations/" + station.apply(i) + "/readings?limit=500"),
                new Query("messages of a station", i -> "/stations/" + station.apply(i) + "/messages"),
                new Query(
                        "its messages of one action",
                        i -> "/stations/" + station.apply(i) + "/messages?action=StopTransaction"),
                new Query(
                        "its messages of an action it never sent",
                        i -> "/stations/" + station.apply(i) + "/messages?action=Reset"),
                new Query(
                        "its messages with errors", i -> "/stations/" + station.apply(i) + "/messages?errorsOnly=true"),
                new Query(
                        "its messages of a day",
                        i -> "/stations/%2$s/messages?since=%1$sT00:00:00Z&until=%1$sT23:59:59Z"
                                .formatted(logDay.apply(i), station.apply(i))),
                new Query("authorizations, newest", _ -> "/authorizations"),
                new Query("authorizations at a station", i -> "/authorizations?station=" + station.apply(i)),
                new Query("authorizations of a token", i -> "/authorizations?idToken=" + token.apply(i)),
                new Query("authorizations of an unknown token", i -> "/authorizations?idToken=never" + i),
                new Query("connectors of a station", i -> "/stations/" + station.apply(i) + "/connectors"),
                new Query("stations", _ -> "/stations?limit=500"),
                new Query("stations by a part of the name", i -> "/stations?q=" + (100 + i)),
                new Query("tokens", _ -> "/tokens?limit=500"));
    }
}
