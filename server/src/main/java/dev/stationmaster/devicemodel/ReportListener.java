package dev.stationmaster.devicemodel;

import dev.stationmaster.station.StationId;

/** Told when a report that was asked for has come in whole, or never will. Beans of this type are found by the device model. */
public interface ReportListener {
    /** All parts are here and the model is up to date. Must return at once. */
    void completed(StationId station, int requestId, int variables);

    /** Parts are still missing and the station has been silent about it for too long. */
    void incomplete(StationId station, int requestId);

    /** The station has nothing to report. */
    default void empty(StationId station, int requestId) {}
}
