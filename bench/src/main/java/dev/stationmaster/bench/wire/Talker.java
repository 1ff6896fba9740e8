package dev.stationmaster.bench.wire;

/** The station behind a {@link StationWire}; called on its event loop. */
public interface Talker {
    /** The server took the upgrade. */
    void opened(StationWire wire);

    /** A whole text message came. */
    void heard(StationWire wire, String text);

    /** Closed, whoever did it; also after an upgrade that was refused. Comes once. */
    void closed(StationWire wire, String why);
}
