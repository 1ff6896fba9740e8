package dev.stationmaster.bench;

import dev.stationmaster.bench.load.Scenario;
import dev.stationmaster.bench.load.Scenarios;
import dev.stationmaster.bench.server.Disk;
import dev.stationmaster.bench.server.ServerProcess;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

/** {@code ./stationmaster bench}: ends by itself after a few minutes; the exit code is 1 when a station got an error. */
public final class Main {
    private final Options options;
    private final List<Result> results = new ArrayList<>();
    private double secondsToReady;

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

    private int run() throws IOException, InterruptedException {
        double[] fdatasync = inFolder(Disk::fdatasyncMillis);
        var wanted = Scenarios.all(options.stations()).stream()
                .filter(scenario -> scenario.name().contains(options.only()))
                .toList();
        if (wanted.isEmpty())
            throw new IllegalArgumentException("No scenario has \"" + options.only() + "\" in its name.");
        round(wanted, true);
        if (options.withoutLogToo())
            round(wanted.stream().filter(Main::hasBudgetWithoutLog).toList(), false);
        var report = new Report(fdatasync, secondsToReady, results);
        System.out.print(report.table());
        if (options.json() != null) Files.writeString(options.json(), report.json());
        return results.stream().allMatch(result -> result.errors() == 0) ? 0 : 1;
    }

    private static boolean hasBudgetWithoutLog(Scenario scenario) {
        return scenario.name().equals(Scenarios.HEARTBEAT) || scenario.name().equals(Scenarios.AUTHORIZE);
    }

    private void round(List<Scenario> scenarios, boolean withLog) throws IOException, InterruptedException {
        if (scenarios.isEmpty()) return;
        inFolder(folder -> {
            System.err.println("starting a server, message log " + (withLog ? "on" : "off") + " ...");
            try (var server = ServerProcess.start(
                    folder, provisioning(), List.of("-Dstationmaster.messagelog.enabled=" + withLog))) {
                if (withLog) secondsToReady = server.secondsToReady();
                for (Scenario scenario : scenarios) {
                    System.err.println(scenario.name() + ", " + scenario.stations() + " stations ...");
                    results.add(new Measurement(server, options, withLog).of(scenario));
                }
            }
            return results;
        });
    }

    private String provisioning() {
        return """
                stations:
                  - {id: "LOAD-{n:5}", count: %d, securityProfile: 0}
                tokens:
                  - {idToken: "{n:8}", type: ISO14443, count: %d}
                """.formatted(options.stations() * 2, Scenarios.TOKENS);
    }

    @FunctionalInterface
    private interface InFolder<R> {
        R with(Path folder) throws IOException, InterruptedException;
    }

    /** A folder that is gone afterwards; PostgreSQL, which does not run as root, can get into it. */
    private static <R> R inFolder(InFolder<R> work) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("stationmaster-bench-");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
        try {
            return work.with(folder);
        } finally {
            Files.walkFileTree(folder, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.deleteIfExists(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(
                        Path visited, @org.jspecify.annotations.Nullable IOException failure) throws IOException {
                    Files.deleteIfExists(visited);
                    return FileVisitResult.CONTINUE;
                }
            });
        }
    }
}
