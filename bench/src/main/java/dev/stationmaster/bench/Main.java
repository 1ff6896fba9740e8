package dev.stationmaster.bench;

import dev.stationmaster.bench.history.Past;
import dev.stationmaster.bench.history.PastSize;
import dev.stationmaster.bench.load.Scenarios;
import dev.stationmaster.bench.server.Disk;
import dev.stationmaster.bench.server.ServerProcess;
import dev.stationmaster.bench.server.Setup;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** {@code ./stationmaster bench}: ends by itself; the exit code is 1 when something answered was lost, or a station got an error. */
public final class Main {
    private static final long LATEST_BEGIN_NANOS = TimeUnit.SECONDS.toNanos(510);
    private static final int MANY_STATIONS = 20_000;
    private static final int PAST_TRANSACTIONS = 100_000;

    private final Options options;
    private final Book book = new Book();
    private final long began = System.nanoTime();

    private Main(Options options) {
        this.options = options;
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        if (List.of(arguments).contains("--help")) {
            System.out.print(Options.USAGE);
            return;
        }
        try {
            System.exit(new Main(Options.of(arguments)).run());
        } catch (IllegalArgumentException | IllegalStateException e) {
            System.err.println("stationmaster bench: " + e.getMessage());
            System.exit(2);
        }
    }

    /** Parts that share a server. */
    private record Round(Setup setup, int pastTransactions, List<Part> parts) {}

    private List<Round> rounds() {
        int busy = options.stations();
        int many = Math.max(MANY_STATIONS, options.network() + 100);
        var rounds = new ArrayList<Round>();
        rounds.add(new Round(Setup.plain(busy * 2, Scenarios.TOKENS), 0, ClosedLoop.all(busy)));
        if (options.withoutLogToo())
            rounds.add(new Round(new Setup(busy * 2, false, Scenarios.TOKENS, false), 0, ClosedLoop.withoutLog(busy)));
        var calm = List.<Part>of(new OpenLoop(), new Mixed(), new Commands(), new Live());
        rounds.add(new Round(Setup.plain(many, Scenarios.TOKENS), PAST_TRANSACTIONS, calm));
        var plain = Setup.plain(MANY_STATIONS, Scenarios.TOKENS);
        var tls = new Setup(MANY_STATIONS, true, Scenarios.TOKENS, true);
        rounds.add(new Round(plain, 0, List.of(new Idle(false))));
        rounds.add(new Round(tls, 0, List.of(new Idle(true))));
        rounds.add(new Round(plain, 0, List.of(new Storm(false))));
        rounds.add(new Round(tls, 0, List.of(new Storm(true))));
        rounds.add(new Round(Setup.plain(History.STATIONS, Scenarios.TOKENS), 0, List.of(new History())));
        return rounds;
    }

    private int run() throws IOException, InterruptedException {
        double[] fdatasync = Folders.with(Disk::fdatasyncMillis);
        boolean any = false;
        for (Round round : rounds()) {
            var wanted = round.parts.stream()
                    .filter(part -> options.wants(part.name()))
                    .toList();
            any |= !wanted.isEmpty();
            if (!wanted.isEmpty() && inTime(wanted.getFirst().name())) run(round, wanted);
        }
        if (options.wants(Starts.NAME)) {
            any = true;
            if (inTime(Starts.NAME)) starts();
        }
        if (!any) throw new IllegalArgumentException("No part has \"" + options.only() + "\" in its name.");
        var report = new Report(fdatasync, book);
        System.out.print(report.table());
        var json = options.json();
        if (json != null) Files.writeString(json, report.json());
        var markdown = options.markdown();
        if (markdown != null) Files.writeString(markdown, report.markdown());
        return book.promisesKept() ? 0 : 1;
    }

    /** A run without wishes ends within ten minutes on any machine; what there was no time for is told. */
    private boolean inTime(String part) {
        if (!options.bounded() || System.nanoTime() - began < LATEST_BEGIN_NANOS) return true;
        book.leftOut(part);
        return false;
    }

    private void run(Round round, List<Part> parts) throws IOException, InterruptedException {
        Folders.with(folder -> {
            System.err.println("starting a server ...");
            try (var server = ServerProcess.start(folder, round.setup)) {
                if (round.pastTransactions > 0)
                    new Past(server, PastSize.ofTransactions(round.pastTransactions, round.setup.stations()))
                            .writeTransactions();
                for (Part part : parts) {
                    if (!inTime(part.name())) continue;
                    System.err.println(part.name() + " ...");
                    part.measure(server, options, book);
                }
            }
            return book;
        });
    }

    private void starts() throws IOException, InterruptedException {
        System.err.println("start ...");
        Folders.with(folder -> {
            Starts.measure(folder, book);
            return book;
        });
    }
}
