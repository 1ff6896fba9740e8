package dev.stationmaster.simulator.load;

/** What load stations say. */
public enum Workload {
    /** Heartbeat after Heartbeat. */
    HEARTBEAT,
    /** Authorize, tokens in turn. */
    AUTHORIZE,
    /** MeterValues with six samples; no two alike. */
    METER_VALUES,
    /** Whole sessions: status, authorize, begin, four readings, end, status. */
    SESSION,
    /** Four Heartbeats, four MeterValues, one Authorize and one StatusNotification of ten. */
    MIXED
}
