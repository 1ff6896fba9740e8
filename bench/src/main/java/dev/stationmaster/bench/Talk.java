package dev.stationmaster.bench;

import dev.stationmaster.bench.fleet.Fleet;
import dev.stationmaster.bench.load.Latencies;
import dev.stationmaster.bench.load.Load;

/** Stations that talk while somebody measures. */
interface Talk {
    void begin() throws InterruptedException;

    /** No new messages; waits for answers that are due. Returns how many did not come. */
    long hush();

    Latencies latencies();

    long errors();

    String firstError();

    /** Rows that all answers promise, since the stations were made. */
    long promised();

    /** Exchanges that ended, boots included, since the stations were made. */
    long exchanges();

    static Talk closed(Load load) {
        return new Talk() {
            @Override
            public void begin() throws InterruptedException {
                load.connect();
                load.talk();
            }

            @Override
            public long hush() {
                load.hush();
                return 0;
            }

            @Override
            public Latencies latencies() {
                return load.latencies();
            }

            @Override
            public long errors() {
                return load.errors();
            }

            @Override
            public String firstError() {
                return load.firstError();
            }

            @Override
            public long promised() {
                return load.promised();
            }

            @Override
            public long exchanges() {
                return load.exchanges();
            }
        };
    }

    /** Messages come due at that rate. */
    static Talk open(Fleet fleet, double messagesPerSecond) {
        return new Talk() {
            @Override
            public void begin() {
                fleet.pace(messagesPerSecond);
            }

            @Override
            public long hush() {
                long owed = fleet.settle(10);
                if (owed > 0) {
                    fleet.giveUpWaiting();
                    fleet.settle(20);
                }
                return owed;
            }

            @Override
            public Latencies latencies() {
                return fleet.latencies();
            }

            @Override
            public long errors() {
                return fleet.errors();
            }

            @Override
            public String firstError() {
                return fleet.firstError();
            }

            @Override
            public long promised() {
                return fleet.promised();
            }

            @Override
            public long exchanges() {
                return fleet.answers() + fleet.boots() + fleet.callsAnswered();
            }
        };
    }
}
