package dev.stationmaster.simulator.station;

import org.jspecify.annotations.Nullable;

/** A connector, or the station itself as connector 0 of 1.6. */
final class Connector {
    /** State in the words of 1.6. */
    enum State {
        Available,
        Reserved,
        Preparing,
        Charging,
        SuspendedEV,
        SuspendedEVSE,
        Finishing,
        Unavailable,
        Faulted
    }

    /** Number within the EVSE, from 1; 0 for the station. */
    final int number;

    /** Number by 1.6, which counts through all EVSEs. */
    final int flatNumber;

    boolean operative = true;

    /** Of the station as a whole: a change that waits for the sessions to end. */
    @Nullable
    Boolean operativeLater;

    /** Error code of 1.6 while faulted. */
    @Nullable
    String fault;

    /** What the server has last been told; null when it may not know. */
    @Nullable
    String reported;

    Connector(int number, int flatNumber) {
        this.number = number;
        this.flatNumber = flatNumber;
    }
}
