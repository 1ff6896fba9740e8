package dev.stationmaster.conformance.fault;

import dev.stationmaster.conformance.harness.Operator;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/** What an operator asks of many stations, one wave after the other; what does not go as it should is kept to be told at the end. */
final class Waves {
    /** Commands of one wave that are under way at a time. */
    private static final int AT_ONCE = 6;
    /** What an operator may be told although everything is as it should be: a connector is taken, a list is empty, a change waits. */
    private static final Set<String> FINE = Set.of(
            "", "Accepted", "Scheduled", "Occupied", "Unlocked", "OngoingAuthorizedTransaction", "UnknownVendorId");

    private final Operator operator;
    private final List<String> stations;
    private final Set<String> alsoFine;
    private final ConcurrentLinkedQueue<String> trouble = new ConcurrentLinkedQueue<>();

    /** @param alsoFine further words that are as they should be */
    Waves(Operator operator, List<String> stations, String... alsoFine) {
        this.operator = operator;
        this.stations = stations;
        this.alsoFine = Set.of(alsoFine);
    }

    List<String> trouble() {
        return List.copyOf(trouble);
    }

    /** The same task for each station. */
    void each(Consumer<String> task) {
        var slots = new Semaphore(AT_ONCE);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (String identity : stations) {
                threads.submit(() -> {
                    slots.acquireUninterruptibly();
                    try {
                        task.accept(identity);
                    } catch (Throwable e) {
                        trouble.add(identity + ": " + e);
                    } finally {
                        slots.release();
                    }
                });
            }
        }
    }

    /** The same commands for each station. */
    void all(String... commands) {
        each(identity -> {
            for (String command : commands) done(identity, command);
        });
    }

    /** The same command for each station, after which it connects anew: what is sent before that may be lost with the old connection. */
    void reconnecting(String command) {
        each(identity -> {
            String path = "/stations/" + identity;
            String before = operator.get(path).path("connectedAt").asString("");
            done(identity, command);
            awaited(
                    path,
                    shown -> shown.get("connected").asBoolean()
                            && !shown.path("connectedAt").asString("").equals(before),
                    Duration.ofMinutes(2));
        });
    }

    /** A command that the station must have answered; waits for a station that is on its way back. */
    JsonNode done(String identity, String body) {
        String patient = body.strip().substring(0, body.strip().length() - 1) + ",\"expiresInSeconds\":180}";
        JsonNode command = operator.command(identity, patient).outcome().json();
        if (!command.has("id")) throw new AssertionError(body + ": " + command);
        JsonNode ended = awaited(
                "/commands/" + command.get("id").asString(),
                shown -> shown.hasNonNull("answeredAt")
                        || Set.of("failed", "refused", "expired")
                                .contains(shown.get("state").asString()),
                Duration.ofMinutes(4));
        String status = ended.path("status").asString("");
        boolean fine = ended.get("state").asString().equals("answered")
                && (FINE.contains(status) || alsoFine.contains(status));
        if (!fine) trouble.add(identity + ": " + ended);
        return ended;
    }

    /** Looks until it shows what is expected, however busy the machine is. */
    JsonNode awaited(String path, java.util.function.Predicate<JsonNode> expected, Duration most) {
        var last = new JsonNode[1];
        try {
            await(path, () -> expected.test(last[0] = operator.get(path)), most);
        } catch (AssertionError late) {
            throw new AssertionError(late.getMessage() + ", it shows " + last[0], late);
        }
        return last[0];
    }

    /** No job of a station is under way, and each ended well. */
    void jobsAreDone() {
        each(identity -> {
            for (String kind : List.of("/log-jobs", "/firmware-jobs")) {
                JsonNode shown = awaited(
                        "/stations/" + identity + kind,
                        jobs -> jobs.get("items")
                                .valueStream()
                                .noneMatch(job -> Set.of("requested", "running")
                                        .contains(job.get("state").asString())),
                        Duration.ofMinutes(4));
                for (JsonNode job : shown.get("items")) {
                    if (!job.get("state").asString().equals("done")) trouble.add(identity + ": " + job);
                }
            }
        });
    }

    static void await(String what, BooleanSupplier fact, Duration most) {
        long deadline = System.nanoTime() + most.toNanos();
        while (!fact.getAsBoolean()) {
            if (System.nanoTime() > deadline) throw new AssertionError("no " + what + " within " + most);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
        }
    }
}
