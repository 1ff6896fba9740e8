package dev.stationmaster.simulator.fleet;

import dev.stationmaster.simulator.journal.Journal;
import dev.stationmaster.simulator.journal.JournalFile;
import dev.stationmaster.simulator.station.SimulatedStation;
import dev.stationmaster.simulator.station.StationConfig;
import dev.stationmaster.simulator.station.StationObserver;
import dev.stationmaster.simulator.station.StationState;
import dev.stationmaster.simulator.time.RunningTimeline;
import dev.stationmaster.simulator.time.Timeline;
import dev.stationmaster.simulator.time.Timer;
import dev.stationmaster.simulator.wire.Transport;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Stations that share event loops, a timeline and a journal file. Thousands of them fit into one process. */
public final class Fleet implements AutoCloseable {
    /**
     * @param threads         event loops
     * @param timeline        of the world the stations live in
     * @param journalFile     where all journals are written too; null for nowhere
     * @param rememberJournal whether journals stay in memory to be read
     * @param localAddresses  number of loopback source addresses 127.0.0.1, 127.0.0.2 … to spread over; 0 lets the system choose
     */
    public record Options(
            int threads,
            Timeline timeline,
            @Nullable JournalFile journalFile,
            boolean rememberJournal,
            int localAddresses,
            StationObserver observer) {
        /** Two loops, real time, journals in memory, nobody listening. */
        public static Options usual() {
            return new Options(2, RunningTimeline.real(), null, true, 0, StationObserver.NOBODY);
        }

        public Options withTimeline(Timeline newTimeline) {
            return new Options(threads, newTimeline, journalFile, rememberJournal, localAddresses, observer);
        }

        public Options withObserver(StationObserver newObserver) {
            return new Options(threads, timeline, journalFile, rememberJournal, localAddresses, newObserver);
        }
    }

    private static final Duration SETTLE_STEP = Duration.ofMillis(100);

    private final Options options;
    private final Transport transport;
    private final List<SimulatedStation> stations = new ArrayList<>();

    public Fleet(Options options) {
        this.options = options;
        this.transport = new Transport(options.threads());
    }

    /** Adds a station; it is off. */
    public SimulatedStation add(StationConfig config) {
        var placed = config.localAddress() != null || options.localAddresses() == 0
                ? config
                : config.withLocalAddress(
                        new InetSocketAddress("127.0.0." + (1 + stations.size() % options.localAddresses()), 0));
        var journal = new Journal(
                config.identity(), config.version().subprotocol(), options.rememberJournal(), options.journalFile());
        var station = new SimulatedStation(placed, transport, options.timeline(), journal, options.observer());
        stations.add(station);
        return station;
    }

    /** All stations, in the order they were added. */
    public List<SimulatedStation> stations() {
        return List.copyOf(stations);
    }

    /** Switches all on, evenly spread over {@code spread} of real time. */
    public void start(Duration spread) {
        var loop = transport.nextLoop();
        for (int i = 0; i < stations.size(); i++) {
            var station = stations.get(i);
            loop.schedule(station::start, spread.toNanos() * i / stations.size(), TimeUnit.NANOSECONDS);
        }
    }

    /** Runs {@code task} after {@code delay} of world time. */
    public Timer after(Duration delay, Runnable task) {
        return options.timeline().inWorldTime(delay, transport.nextLoop(), task);
    }

    /** How all of them stand; waits for the answers. */
    public List<StationState> states() {
        var states = stations.stream().map(SimulatedStation::state).toList();
        return states.stream().map(CompletableFuture::join).toList();
    }

    /** Waits until every fact of every station has been answered; false when that took longer than {@code most} of real time. */
    public boolean settle(Duration most) {
        var end = System.nanoTime() + most.toNanos();
        while (states().stream().anyMatch(state -> state.waitingFacts() > 0)) {
            if (System.nanoTime() - end > 0) {
                return false;
            }
            LockSupport.parkNanos(SETTLE_STEP.toNanos());
        }
        return true;
    }

    /** Switches all off, properly, and ends the event loops. Facts without answer stay in the journals as unanswered. */
    @Override
    public void close() {
        stations.forEach(SimulatedStation::stop);
        transport.close();
        if (options.journalFile() != null) {
            stations.forEach(station -> station.journal().writeUnanswered());
            options.journalFile().close();
        }
    }
}
